package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.testing.Runs;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PageStateTest {

  private static final String SECRET = "hunter2";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PageState state = new PageState(text -> text.replace(SECRET, "***"));

  @Test
  void aSecretIsNowhereInIt() throws InterruptedException {
    Listener listener = state.listen();
    ObjectNode members = JSON.objectNode().put("name", "a hunter2 b");
    members.putObject(SECRET).putArray("rows").add("hunter2").add(7);
    state.change(members);
    state.say("login hunter2 refused");
    state.look(new Looks.Look(JSON.objectNode(), JSON.objectNode().put("x", SECRET)));
    String whole = state.whole();
    assertThat(whole).doesNotContain(SECRET);
    assertThat(Runs.json(whole).path("***").path("rows").toString()).isEqualTo("[\"***\",7]");
    while (!listener.hasAll()) {
      assertThat(Objects.requireNonNull(listener.next(0))).doesNotContain(SECRET);
    }
  }

  @Test
  void whatChangesTakesThePlaceOfWhatWasThere() {
    state.change(JSON.objectNode().put("phase", "starting").put("name", "trips"));
    state.change(JSON.objectNode().put("phase", "running"));
    assertThat(state.whole()).isEqualTo("{\"phase\":\"running\",\"name\":\"trips\",\"points\":[]}");
  }

  @Test
  void ofManyMessagesTheLastStay() {
    for (int i = 0; i < 1_000; i++) {
      state.say("message " + i);
    }
    var messages = Runs.json(state.whole()).path("messages");
    assertThat(messages).hasSize(100);
    assertThat(messages.path(99).asText()).isEqualTo("message 999");
  }

  @Test
  void whoDoesNotKeepUpIsDroppedAndHoldsNobodyUp() {
    Listener slow = state.listen();
    for (int i = 0; i < 1_000; i++) {
      state.say("message");
    }
    assertThat(slow.isDropped()).isTrue();
  }
}

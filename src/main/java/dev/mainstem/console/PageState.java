package dev.mainstem.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * All that the page shows, as one JSON object, without the secrets of the definition. What changes
 * takes the place of what was there, member by member; who listens gets these members. Thread-safe.
 */
final class PageState {

  private static final int MAX_MESSAGES = 100;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final UnaryOperator<String> redact;
  private final ObjectNode shown = JSON.objectNode();
  private final Points points = new Points();
  private final Deque<String> messages = new ArrayDeque<>();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  /**
   * @param redact answers a text without its secrets
   */
  PageState(UnaryOperator<String> redact) {
    this.redact = redact;
  }

  /** Puts members in the place of those of their names. */
  synchronized void change(ObjectNode members) {
    ObjectNode safe = (ObjectNode) redacted(members);
    shown.setAll(safe);
    tell(safe);
  }

  /** Puts what was seen of the run in the place of what was seen before, and keeps its point. */
  synchronized void look(Looks.Look look) {
    points.add(look.point());
    ObjectNode safe = (ObjectNode) redacted(look.members());
    shown.setAll(safe);
    tell(safe.deepCopy().set("point", look.point()));
  }

  /** Adds a line to the last ones that were said. */
  synchronized void say(String line) {
    messages.add(redact.apply(line));
    if (messages.size() > MAX_MESSAGES) {
      messages.remove();
    }
    ArrayNode all = JSON.arrayNode();
    messages.forEach(all::add);
    change(JSON.objectNode().set("messages", all));
  }

  /** All of it, and all points. */
  synchronized String whole() {
    ObjectNode all = shown.deepCopy();
    all.set("points", points.json());
    return all.toString();
  }

  /** Somebody who has all of it, and gets what changes from now on. */
  synchronized Listener listen() {
    Listener listener = new Listener(whole());
    listeners.add(listener);
    return listener;
  }

  /** Forgets somebody. */
  void forget(Listener listener) {
    listeners.remove(listener);
  }

  private void tell(JsonNode members) {
    String text = members.toString();
    listeners.removeIf(listener -> !listener.hear(text));
  }

  private JsonNode redacted(JsonNode node) {
    if (node.isTextual()) {
      return JSON.textNode(redact.apply(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode safe = JSON.arrayNode();
      node.forEach(element -> safe.add(redacted(element)));
      return safe;
    }
    if (node.isObject()) {
      ObjectNode safe = JSON.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        safe.set(redact.apply(member.getKey()), redacted(member.getValue()));
      }
      return safe;
    }
    return node;
  }
}

package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Where in its life a run is. */
enum Phase {
  STARTING,
  RUNNING,
  STOPPING,
  ENDED,
  STOPPED,
  FAILED;

  /** Whether nothing comes any more. */
  boolean isEnd() {
    return compareTo(STOPPING) > 0;
  }

  ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("phase", name().toLowerCase(Locale.ROOT));
  }
}

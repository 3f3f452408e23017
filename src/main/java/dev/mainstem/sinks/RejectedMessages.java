package dev.mainstem.sinks;

import dev.mainstem.record.Rejected;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.values.KV;

/** Rejected records as messages without a key. */
final class RejectedMessages implements MessageFormat<Rejected> {

  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("NullAway") // keys of messages may be null
  public Writer<Rejected> open() {
    return (rejected, receiver) ->
        receiver.receive(KV.of(null, rejected.toJson().getBytes(StandardCharsets.UTF_8)));
  }
}

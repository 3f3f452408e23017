package dev.mainstem.expression;

import org.jspecify.annotations.Nullable;

/**
 * A value that is computed once for a row and read several times, as that of {@code x in (a, b)}.
 *
 * <p>Holds state, as an evaluator does: neither is shared between threads.
 */
final class Shared {

  private final Typed source;
  private final Store store;
  private boolean isNull;
  private long number;
  private double real;
  private boolean truth;
  private @Nullable Object object;

  private interface Store {
    void run(Frame frame) throws EvaluationException;
  }

  private Shared(Typed source) {
    this.source = source;
    this.store = storeOf(source.code());
  }

  static Shared of(Typed source) {
    return new Shared(source);
  }

  private Store storeOf(Code code) {
    if (code instanceof Code.OfLong longs) {
      return frame -> number = longs.eval(frame);
    }
    if (code instanceof Code.OfDouble doubles) {
      return frame -> real = doubles.eval(frame);
    }
    if (code instanceof Code.OfBoolean booleans) {
      return frame -> truth = booleans.eval(frame);
    }
    Code.OfObject<?> objects = (Code.OfObject<?>) code;
    return frame -> object = objects.eval(frame);
  }

  /** Computes the value. */
  void store(Frame frame) throws EvaluationException {
    store.run(frame);
    isNull = frame.takeNull();
  }

  /** What reads the value that was stored last. */
  Typed read() {
    return new Typed(
        source.offset(), source.known(), source.nullable(), reader(), source.constant());
  }

  private Code reader() {
    if (source.code() instanceof Code.OfLong) {
      return (Code.OfLong)
          frame -> {
            frame.isNull = isNull;
            return number;
          };
    }
    if (source.code() instanceof Code.OfDouble) {
      return (Code.OfDouble)
          frame -> {
            frame.isNull = isNull;
            return real;
          };
    }
    if (source.code() instanceof Code.OfBoolean) {
      return (Code.OfBoolean)
          frame -> {
            frame.isNull = isNull;
            return truth;
          };
    }
    return (Code.OfObject<Object>)
        frame -> {
          frame.isNull = isNull;
          return object;
        };
  }

  /** The same, but with the value computed first. */
  Typed around(Typed body) {
    return new Typed(body.offset(), body.known(), body.nullable(), around(body.code()), null);
  }

  private Code around(Code body) {
    if (body instanceof Code.OfLong longs) {
      return (Code.OfLong)
          frame -> {
            store(frame);
            return longs.eval(frame);
          };
    }
    if (body instanceof Code.OfDouble doubles) {
      return (Code.OfDouble)
          frame -> {
            store(frame);
            return doubles.eval(frame);
          };
    }
    if (body instanceof Code.OfBoolean booleans) {
      return (Code.OfBoolean)
          frame -> {
            store(frame);
            return booleans.eval(frame);
          };
    }
    Code.OfObject<?> objects = (Code.OfObject<?>) body;
    return (Code.OfObject<Object>)
        frame -> {
          store(frame);
          return objects.eval(frame);
        };
  }
}

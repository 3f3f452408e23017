package dev.mainstem.spec;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole pipeline definition: one logical stream in its two forms, and what is done with it.
 *
 * <p>Read by {@link DefinitionReader}; the config of steps and sinks is judged where their kinds
 * are known. A definition with problems has stand-ins where it is wrong, and must not be run.
 *
 * @param file what messages call the definition
 * @param folder what relative paths start from
 * @param typed whether every field of the schema could be read; without all of them the rows have
 *     no type that steps could be judged by
 * @param history its bounded form, or null
 * @param live its unbounded form, or null; one of the two is there
 * @param windowing shared by all steps that have none of their own
 * @param rejectLate whether rows that come too late for their window are rejected, not just counted
 * @param tests what its steps must make of given rows
 * @param secrets the values that must never be shown, the longest first
 * @param problems of the reading; what judges steps and sinks adds to them
 */
public record Definition(
    String file,
    Path folder,
    String name,
    StreamSpec stream,
    boolean typed,
    @Nullable HistorySpec history,
    @Nullable LiveSpec live,
    CutoverSpec cutover,
    WindowSpec windowing,
    List<StepSpec> transforms,
    List<SinkSpec> sinks,
    boolean rejectLate,
    RejectedSpec rejected,
    List<TestSpec> tests,
    List<String> secrets,
    Problems problems) {

  public Definition {
    transforms = List.copyOf(transforms);
    sinks = List.copyOf(sinks);
    tests = List.copyOf(tests);
    secrets = List.copyOf(secrets);
  }

  /** The type of the rows of the stream; nothing where the schema does not tell it. */
  public Optional<RowType> rowType() {
    return typed ? Optional.of(stream.rowType()) : Optional.empty();
  }

  /** Whether the stream has no end. */
  public boolean isEndless() {
    return live != null && live.stop() == LiveSpec.Stop.NEVER;
  }

  /** Whether windows answer while the stream is being read, and not all of them at its end. */
  public boolean answersOnTheWay() {
    return isEndless() || readsInOrder();
  }

  /** Whether there is a history whose rows come in the order of their event times. */
  public boolean readsInOrder() {
    return history != null && history.order() == HistorySpec.Order.EVENT_TIME;
  }

  /** Whether it has a history and a live side, and so a seam between them. */
  public boolean hasBothSides() {
    return history != null && live != null;
  }

  /** The windowing that all steps share, and those that steps have of their own. */
  public Set<WindowSpec> windowings() {
    Set<WindowSpec> all = new LinkedHashSet<>(Set.of(windowing));
    transforms.stream().map(StepSpec::windowing).filter(Objects::nonNull).forEach(all::add);
    return all;
  }

  /** The history, if there is one. */
  public Optional<HistorySpec> historySide() {
    return Optional.ofNullable(history);
  }

  /** The live side, if there is one. */
  public Optional<LiveSpec> liveSide() {
    return Optional.ofNullable(live);
  }

  /**
   * A path of the definition as a Beam file system takes it: relative ones start from the folder of
   * the definition, those of a scheme are left alone.
   */
  public String resolve(String path) {
    return path.matches("[A-Za-z][A-Za-z0-9+.-]+://.*") ? path : folder.resolve(path).toString();
  }

  /** A text in which every secret of the definition is a row of stars. */
  public String redact(String text) {
    return Variables.redact(text, secrets);
  }
}

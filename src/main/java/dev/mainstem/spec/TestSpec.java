package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A test of a definition: rows in the place of its sources, and what its steps must make of them.
 *
 * @param at where it stands
 * @param name what it shows
 * @param history what comes of the history
 * @param live what comes of the live side
 * @param expect the rows of steps, by their names; in the order of the file
 */
public record TestSpec(
    Position at,
    String name,
    List<Arrival> history,
    List<Arrival> live,
    Map<String, Expected> expect) {

  /** The name under which rejected records are expected, unless a step has it. */
  public static final String REJECTED = "rejected";

  /**
   * The rows that are expected of a step, in no order.
   *
   * @param at where they stand
   * @param path of their place
   */
  public record Expected(Position at, String path, List<RowSpec> rows) {

    public Expected {
      rows = List.copyOf(rows);
    }
  }

  public TestSpec {
    history = List.copyOf(history);
    live = List.copyOf(live);
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
  }

  /**
   * @param hasHistory whether the definition has that side
   * @param hasLive whether it has that one
   */
  static List<TestSpec> readAll(Value tests, boolean hasHistory, boolean hasLive) {
    List<TestSpec> specs = new ArrayList<>();
    for (Value item : tests.list("a list of tests")) {
      item.section("a test with name and expect")
          .flatMap(section -> read(section, hasHistory, hasLive))
          .ifPresent(specs::add);
    }
    return specs;
  }

  private static Optional<TestSpec> read(Section section, boolean hasHistory, boolean hasLive) {
    Optional<String> name =
        section.require("name", "what the test shows").flatMap(v -> v.word("a text"));
    List<Arrival> history = side(section.get("history"), hasHistory);
    List<Arrival> live = side(section.get("live"), hasLive);
    Map<String, Expected> expect = new LinkedHashMap<>();
    section
        .require("expect", "the rows of steps, by the names of these")
        .flatMap(v -> v.section("a mapping of steps to rows"))
        .ifPresent(
            steps -> steps.all().forEach((step, rows) -> expect.put(step, readExpected(rows))));
    section.done();
    return name.map(n -> new TestSpec(section.at(), n, history, live, expect));
  }

  private static List<Arrival> side(Optional<Value> arrivals, boolean there) {
    if (!there) {
      arrivals.ifPresent(v -> v.keyProblem("the definition has no such side"));
    }
    return arrivals.map(Arrival::readAll).orElse(List.of());
  }

  private static Expected readExpected(Value value) {
    List<RowSpec> rows = new ArrayList<>();
    for (Value item : value.list("a list of rows, [] for none")) {
      item.section("a row").ifPresent(row -> rows.add(RowSpec.of(item, row)));
    }
    return new Expected(value.at(), value.path(), rows);
  }
}

package dev.mainstem.console;

import dev.mainstem.launch.JobState;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunState;
import dev.mainstem.picture.Graph;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The page of one run: it hears what the launch says and how far the run is, passes that on to
 * whoever was told before, and shows it to browsers, in a file at the end, or both. Thread-safe.
 */
public final class Console implements Progress, AutoCloseable {

  /** How often it wants to be told how far the run is. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Plan plan;
  private final Progress terminal;
  private final Page page;
  private final PageState state;
  private final Looks looks;
  private final @Nullable Path report;
  private @Nullable Server server;
  private @Nullable Results results;
  private @Nullable JobState last;
  private Duration nextTold = Duration.ZERO;
  private Phase phase = Phase.STARTING;

  private Console(Plan plan, Graph graph, Progress terminal, @Nullable Path report) {
    this.plan = plan;
    this.terminal = terminal;
    this.report = report;
    this.state = new PageState(plan.definition()::redact);
    this.looks = new Looks(plan);
    this.page = page(plan.definition(), graph, looks);
    state.change(About.of(plan));
    state.change(phase.json());
  }

  private static Page page(Definition definition, Graph graph, Looks looks) {
    return new Page(
        definition.redact(definition.name()),
        CompactGraph.of(graph, looks.counted(), definition::redact));
  }

  /**
   * The page of a run that is about to be launched.
   *
   * @param graph of the plan
   * @param terminal is told what it would be told without a page
   * @param port where browsers find it, 0 for any that is free; null for no browsers
   * @param report the file that the page is written to at the end, or null for none
   * @throws EnvironmentException if the port is taken, or the file can't be written
   */
  public static Console open(
      Plan plan, Graph graph, Progress terminal, @Nullable Integer port, @Nullable Path report) {
    Console console = new Console(plan, graph, terminal, report);
    if (report != null) {
      ReportFile.check(report);
    }
    if (port != null) {
      Server server = Server.start(port, console.page, console.state);
      console.server = server;
      console.say("console: " + server.url());
    }
    return console;
  }

  @Override
  public void say(String line) {
    terminal.say(line);
    state.say(line);
  }

  @Override
  public void logTo(Path file) {
    terminal.logTo(file);
  }

  @Override
  public Optional<Duration> interval() {
    return Optional.of(INTERVAL);
  }

  /** Tells the inputs that the launch found, before it runs. */
  public synchronized void found(Inputs inputs, String runner) {
    state.change(About.of(inputs, runner));
    looks.cutover(inputs.cutover());
    results = new Results(plan, inputs, state);
  }

  @Override
  public synchronized void at(RunState run) {
    last = run.job();
    if (phase == Phase.STARTING) {
      enter(Phase.RUNNING);
    }
    // what an earlier run wrote is out of the way by now
    if (results != null) {
      results.start();
    }
    state.look(looks.at(run.took(), run.job().counts(), last, run.lag()));
    passOn(run);
  }

  /** Whoever was told more seldom still is. */
  private void passOn(RunState run) {
    Optional<Duration> every = terminal.interval();
    if (every.isPresent() && run.took().compareTo(nextTold) >= 0) {
      nextTold = run.took().plus(every.get()).minus(INTERVAL.dividedBy(2));
      terminal.at(run);
    }
  }

  /** The run was told to stop. */
  public synchronized void stopping() {
    if (!phase.isEnd()) {
      enter(Phase.STOPPING);
    }
  }

  /**
   * The run has ended well.
   *
   * @param told what was told of it, line by line
   */
  public synchronized void ended(RunReport run, List<String> told) {
    if (results != null) {
      results.finish();
    }
    state.look(looks.at(run.took(), run.counts(), last, OptionalLong.empty()));
    state.change(About.of(run, told));
    enter(run.stopped() ? Phase.STOPPED : Phase.ENDED);
  }

  /**
   * The run has failed.
   *
   * @param why without the secrets of the definition
   */
  public synchronized void failed(String why) {
    state.change(About.failure(why));
    enter(Phase.FAILED);
  }

  private void enter(Phase next) {
    phase = next;
    state.change(next.json());
  }

  /** Where browsers find the page, if they do. */
  public synchronized Optional<String> url() {
    return Optional.ofNullable(server).map(Server::url);
  }

  /**
   * Writes the file, lets browsers have the end, and serves no more.
   *
   * @throws EnvironmentException if the file can't be written
   */
  @Override
  public synchronized void close() {
    if (results != null) {
      results.close();
    }
    if (server != null) {
      server.close();
      server = null;
    }
    if (report != null && phase.isEnd()) {
      ReportFile.write(report, page.whole(state.whole()));
    }
  }
}

package dev.mainstem.broker;

import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Kafka broker as a process of its own, on free ports of this machine's loopback. It ends
 * when it is closed, or when this process ends in whatever way. Not thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /** Where the distribution lies, with its folders {@code lib} and {@code broker}. */
  public static final String HOME = "mainstem.home";

  private static final long STOP_SECONDS = 20;
  private static final int MAX_ATTEMPTS = 3;

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private Process process;

  private EmbeddedBroker(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
    this.process = launch();
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param folder of its data and its log, made if need be
   * @throws EnvironmentException if it does not come up
   */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, EmbeddedBroker::freePort);
  }

  /**
   * Starts a broker on a port of the caller's choice.
   *
   * @throws EnvironmentException if the port is taken, or the broker does not come up
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(
        folder,
        () -> {
          checkFree(port);
          return port;
        });
  }

  /**
   * A port that was free may be somebody else's two seconds later, when the broker wants it: then
   * it is started anew, with the port that comes next and another one of its controller.
   */
  static EmbeddedBroker start(Path folder, IntSupplier ports) {
    EmbeddedBroker broker = new EmbeddedBroker(folder, ports.getAsInt(), freePort());
    for (int attempt = 1; !broker.becomesReady(); attempt++) {
      if (!broker.missesPort() || attempt == MAX_ATTEMPTS) {
        throw broker.notThere();
      }
      broker = new EmbeddedBroker(folder, ports.getAsInt(), freePort());
    }
    return broker;
  }

  /** The address for clients. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** The process, for whoever wants to see it suffer. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Starts the process again, with its data, after it was killed. */
  public void restart() {
    process.destroyForcibly().onExit().join();
    process = launch();
    if (!becomesReady()) {
      throw notThere();
    }
  }

  private Process launch() {
    try {
      Files.createDirectories(folder);
      return new ProcessBuilder(command())
          .redirectError(folder.resolve("broker.err").toFile())
          .start();
    } catch (IOException e) {
      throw new EnvironmentException("can't start the embedded broker: " + e.getMessage(), e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.slf4j.simpleLogger.logFile=" + log());
    command.addAll(List.of("-cp", classPath(), BrokerProcess.class.getName()));
    command.addAll(
        List.of(
            folder.resolve("data").toString(),
            Integer.toString(port),
            Integer.toString(controllerPort)));
    return command;
  }

  /**
   * The broker's own jars before ours, out of the distribution. Without one, what this process runs
   * with has to hold a broker, which a job jar does not.
   */
  private static String classPath() {
    String home = System.getProperty(HOME);
    if (home != null) {
      Path distribution = Path.of(home).toAbsolutePath();
      return Stream.of(
              distribution.resolve("broker/*"), ourClasses(), distribution.resolve("lib/*"))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
    if (EmbeddedBroker.class.getResource("/kafka/server/KafkaRaftServer.class") == null) {
      throw new EnvironmentException(
          "there is no broker to embed here; name one in bootstrap_servers, or start this with"
              + " bin/mainstem");
    }
    return System.getProperty("java.class.path");
  }

  private static Path ourClasses() {
    CodeSource source = BrokerProcess.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a place for classes: " + source, e);
    }
  }

  /** Waits until it serves; answers whether it did so before its end. */
  private boolean becomesReady() {
    InputStream out = process.getInputStream();
    // not closed: the broker may print on
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(BrokerProcess.READY)) {
          return true;
        }
      }
      out.close();
      return false;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Whether it ended for want of a port. */
  private boolean missesPort() {
    process.destroyForcibly().onExit().join();
    try {
      return Files.exists(log())
          && Files.readString(log(), StandardCharsets.ISO_8859_1)
              .contains(BindException.class.getName());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static EnvironmentException unreadable(IOException e) {
    return new EnvironmentException("the embedded broker can't be read: " + e.getMessage(), e);
  }

  private EnvironmentException notThere() {
    return new EnvironmentException("the embedded broker did not come up; its log is " + log());
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  /** Ends the process: politely, then by force. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Checks that a broker could serve at a port.
   *
   * @throws EnvironmentException if it is taken
   */
  public static void checkFree(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      throw new EnvironmentException(
          "port %d is taken already, or may not be used: %s".formatted(port, e.getMessage()), e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EnvironmentException("no free port: " + e.getMessage(), e);
    }
  }
}

package dev.mainstem.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The main class of the broker's process: one KRaft node that is its own controller.
 *
 * <p>Prints {@value #READY} when it serves, and stops when its standard input ends, so that it
 * can't outlive the launch that started it, however that one ends.
 */
public final class BrokerProcess {

  /** What is printed when the broker serves. */
  static final String READY = "broker ready";

  /** The same each time: a broker that comes back is refused where its data has another. */
  private static final String CLUSTER = "mainstem-embedded-node";

  private BrokerProcess() {}

  /**
   * Runs the broker.
   *
   * @param args the folder of its data, its port, and the port of its controller
   */
  public static void main(String[] args) throws Exception {
    String folder = args[0];
    Properties properties = properties(folder, args[1], args[2]);
    format(folder);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    ignoreInterrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    start(server);
    System.out.println(READY);
    awaitEndOfInput();
    server.shutdown();
  }

  /**
   * A server that can't start leaves threads behind, which would keep the process: whoever started
   * it would wait for good. Why is in its log, and in what it prints.
   */
  private static void start(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (Exception | Error e) { // Scala declares nothing of what it throws
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /**
   * A Ctrl-C in a terminal reaches this process too. It is for whoever started it: a run may have
   * records to read yet before it stops. {@code sun.misc.Signal} is called by reflection, because
   * the compiler warns of it whatever it is told.
   */
  private static void ignoreInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    for (String name : List.of("INT", "HUP")) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              handler.getField("SIG_IGN").get(null));
    }
  }

  /**
   * A folder that is formatted already is left as it is: a broker that comes back keeps its data.
   */
  private static void format(String folder) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setClusterId(CLUSTER)
        .setNodeId(1)
        .addDirectory(folder)
        .setMetadataLogDirectory(folder)
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties properties(String folder, String port, String controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controllerPort));
    properties.put("log.dirs", folder);
    properties.put("auto.create.topics.enable", "false");
    // records keep their event times' stamps, which may be years old
    properties.put("log.retention.ms", "-1");
    properties.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    // one node can't replicate
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // after a kill the node waits for its own session to end before it serves again
    properties.put("broker.session.timeout.ms", "2000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    return properties;
  }
}

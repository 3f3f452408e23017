package dev.mainstem.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a broker, tells its process id, and then waits to be killed. */
final class BrokerOwner {

  private BrokerOwner() {}

  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]));
    System.out.println(broker.handle().pid());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}

package dev.mainstem.launch;

import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * What the parts of the Flink inside this process call each other by, from the class path where it
 * is there.
 *
 * <p>Flink's own loader unpacks it from a jar within a jar into a file of each process, and loads
 * its fourteen hundred classes by a loader of its own, lest its Scala meet another one. Here is no
 * other; from the class path the classes come out of the class archive. The distribution has the
 * jar; where it is not, as in a job jar, Flink goes on with its own loader.
 */
public final class ClassPathRpcSystem implements RpcSystemLoader {

  private final ClassLoader classPath;

  /** For the service loader. */
  public ClassPathRpcSystem() {
    this(ClassPathRpcSystem.class.getClassLoader());
  }

  ClassPathRpcSystem(ClassLoader classPath) {
    this.classPath = classPath;
  }

  /** Before Flink's own, which has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return ServiceLoader.load(RpcSystem.class, classPath)
        .findFirst()
        .orElseThrow(() -> new RpcLoaderException(RpcSystem.class.getName()));
  }
}

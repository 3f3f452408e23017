package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathRpcSystemTest {

  private static final String JAR = "flink-rpc-akka.jar";

  @TempDir private Path temp;

  @Test
  void aSystemOnTheClassPathIsTakenFromThere() throws Exception {
    Path jar = temp.resolve(JAR);
    try (InputStream in = RpcSystem.class.getClassLoader().getResourceAsStream(JAR)) {
      Files.copy(Objects.requireNonNull(in, JAR), jar);
    }
    try (URLClassLoader classPath =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassPathRpcSystemTest.class.getClassLoader());
        RpcSystem system = new ClassPathRpcSystem(classPath).loadRpcSystem(new Configuration())) {
      assertThat(system.getClass().getClassLoader()).isSameAs(classPath);
    }
  }

  @Test
  void withoutOneFlinkIsLeftToItsOwn() {
    assertThatThrownBy(() -> new ClassPathRpcSystem().loadRpcSystem(new Configuration()))
        .isInstanceOf(RpcLoaderException.class);
    try (RpcSystem system = RpcSystem.load()) {
      assertThat(system.getClass().getSimpleName())
          .as("that of the loader which deletes what it has unpacked")
          .isEqualTo("CleanupOnCloseRpcSystem");
    }
  }
}

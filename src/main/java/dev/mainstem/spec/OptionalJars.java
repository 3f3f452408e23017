package dev.mainstem.spec;

/** Sets of jars that are no part of the distribution, because few use them and they are large. */
public enum OptionalJars {
  PARQUET("parquet", "org.apache.parquet.hadoop.ParquetFileWriter"),
  PROTOBUF("protobuf", "com.google.protobuf.DynamicMessage"),
  SQL("sql", "org.apache.beam.sdk.extensions.sql.SqlTransform"),
  ROCKSDB("rocksdb", "org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend"),
  S3("s3", "org.apache.beam.sdk.io.aws2.s3.S3FileSystemRegistrar"),
  WEB("web", "org.apache.flink.runtime.webmonitor.WebSubmissionExtension");

  private final String set;
  private final String oneOfTheirClasses;

  OptionalJars(String set, String oneOfTheirClasses) {
    this.set = set;
    this.oneOfTheirClasses = oneOfTheirClasses;
  }

  /** Whether they are on the class path. */
  public boolean isThere() {
    return isThere(OptionalJars.class.getClassLoader());
  }

  /** Whether a class loader has them; nothing of them is run. */
  boolean isThere(ClassLoader loader) {
    try {
      Class.forName(oneOfTheirClasses, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What is missing, and the command that fetches it. */
  public String missing() {
    return "the jars of %s are not on the class path; mvn dependency:copy-dependencies@%s fetches them into the folder jars of the checkout"
        .formatted(set, set);
  }

  /**
   * Makes sure that they are there.
   *
   * @param key the part of the definition that needs them
   * @throws EnvironmentException if they are not
   */
  public void require(String key) {
    if (!isThere()) {
      throw new EnvironmentException(key + ": " + missing());
    }
  }
}

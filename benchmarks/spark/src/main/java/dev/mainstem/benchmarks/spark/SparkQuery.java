package dev.mainstem.benchmarks.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code SparkQuery KIND DATA OUT WINDOW_MILLIS}, on two local threads. */
public final class SparkQuery {

  private static final String SCHEMA = "id LONG, device STRING, at TIMESTAMP, x DOUBLE, y DOUBLE";

  private static final String DERIVE =
      "SELECT id, device, at, x, y, x + y AS total, double(1.8) * x + 32 AS line FROM readings";

  private static final String AGGREGATE =
      """
      SELECT device, count(*) AS n, sum(x) AS total, min(x) AS lowest, max(x) AS highest,
        window.start AS window_start, window.end AS window_end
      FROM readings GROUP BY device, window(at, '%d milliseconds')""";

  private static final String FIT =
      """
      SELECT device, count(*) AS n, regr_slope(y, x) AS a, regr_intercept(y, x) AS b, regr_r2(y, x) AS r2
      FROM readings GROUP BY device""";

  private static final String SCORE =
      "SELECT id, device, double(1.8) * x + 32 AS line FROM readings";

  private final SparkSession spark;
  private final String out;

  private SparkQuery(SparkSession spark, String out) {
    this.spark = spark;
    this.out = out;
  }

  public static void main(String[] args) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            // 200 by default, which is for clusters.
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    Dataset<Row> rows = spark.read().schema(SCHEMA).option("header", true).csv(args[1]);
    rows.createOrReplaceTempView("readings");
    SparkQuery query = new SparkQuery(spark, args[2]);
    switch (args[0]) {
      case "derive" -> query.write(DERIVE, "rows");
      case "aggregate" -> query.write(String.format(AGGREGATE, Long.parseLong(args[3])), "rows");
      case "fit" -> {
        query.write(FIT, "fit");
        query.write(SCORE, "scores");
      }
      default -> throw new IllegalArgumentException("no such workload: " + args[0]);
    }
    spark.stop();
  }

  private void write(String select, String name) {
    spark
        .sql(select)
        .write()
        .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
        .json(out + "/result/" + name);
  }
}

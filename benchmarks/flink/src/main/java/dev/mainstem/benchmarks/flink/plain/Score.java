package dev.mainstem.benchmarks.flink.plain;

/** What the line of known coefficients makes of a row. */
public class Score {

  public long id;
  public String device;
  public double line;

  static Score of(Reading reading) {
    Score score = new Score();
    score.id = reading.id;
    score.device = reading.device;
    score.line = 1.8 * reading.x + 32;
    return score;
  }
}

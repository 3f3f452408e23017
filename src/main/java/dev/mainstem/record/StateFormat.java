package dev.mainstem.record;

/**
 * The form in which a run keeps what it goes on from: rows, groups, marks of sources, parts of
 * files. A build goes on from that of its own number only.
 */
public final class StateFormat {

  /**
   * To be raised with each change of a coder, of a source, or of what is kept under which name. A
   * test notices it of groups; of all else, who makes the change has to.
   */
  public static final int NUMBER = 3;

  private StateFormat() {}
}

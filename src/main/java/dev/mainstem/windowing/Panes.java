package dev.mainstem.windowing;

import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/** The word for when a window answered. */
public final class Panes {

  private Panes() {}

  /**
   * {@code early} before the watermark passed the window's end, {@code on_time} when it did, {@code
   * late} afterwards, and {@code final} for the last late one and for the only one that a runner
   * gives which knows no watermark.
   */
  public static String word(PaneInfo pane) {
    return switch (pane.getTiming()) {
      case EARLY -> "early";
      case ON_TIME -> "on_time";
      case LATE -> pane.isLast() ? "final" : "late";
      case UNKNOWN -> "final";
    };
  }
}

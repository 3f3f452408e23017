package dev.mainstem.spec;

/** How often a record may be in a topic after a failure. */
public enum Delivery {
  AT_LEAST_ONCE,
  EXACTLY_ONCE
}

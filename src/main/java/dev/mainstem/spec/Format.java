package dev.mainstem.spec;

/** How records are written down. */
public enum Format {
  CSV,
  JSON
}

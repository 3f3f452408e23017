package dev.mainstem.benchmarks.flink.tuned;

import java.nio.charset.StandardCharsets;

/**
 * Gives the same String for the same bytes, so that a name is made, and hashed, once. Of one
 * thread.
 */
final class Names {

  private String[] names = new String[1 << 12];
  private byte[][] texts = new byte[1 << 12][];
  private int count;

  String of(byte[] bytes, int from, int length) {
    int slot = slot(bytes, from, length);
    if (texts[slot] != null) {
      return names[slot];
    }
    texts[slot] = java.util.Arrays.copyOfRange(bytes, from, from + length);
    names[slot] = new String(texts[slot], StandardCharsets.UTF_8);
    String name = names[slot];
    if (++count * 2 > texts.length) {
      grow();
    }
    return name;
  }

  private int slot(byte[] bytes, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int mask = texts.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (texts[slot] != null
        && !java.util.Arrays.equals(
            texts[slot], 0, texts[slot].length, bytes, from, from + length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    String[] oldNames = names;
    byte[][] oldTexts = texts;
    names = new String[2 * oldNames.length];
    texts = new byte[2 * oldTexts.length][];
    for (int i = 0; i < oldTexts.length; i++) {
      if (oldTexts[i] != null) {
        int slot = slot(oldTexts[i], 0, oldTexts[i].length);
        texts[slot] = oldTexts[i];
        names[slot] = oldNames[i];
      }
    }
  }
}

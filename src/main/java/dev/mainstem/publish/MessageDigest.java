package dev.mainstem.publish;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sequence of messages from any other: SHA-256 of their keys and values. Not thread-safe.
 */
final class MessageDigest {

  private static final int NO_KEY = -1;

  private final java.security.MessageDigest sha256;
  private final ByteBuffer lengths = ByteBuffer.allocate(2 * Integer.BYTES);

  MessageDigest() {
    try {
      this.sha256 = java.security.MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sees one more message. */
  void add(byte @Nullable [] key, byte[] value) {
    lengths.clear().putInt(key == null ? NO_KEY : key.length).putInt(value.length);
    sha256.update(lengths.array());
    if (key != null) {
      sha256.update(key);
    }
    sha256.update(value);
  }

  /** The digest of the messages so far, in hexadecimal digits. */
  String soFar() {
    try {
      return HexFormat.of().formatHex(((java.security.MessageDigest) sha256.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}

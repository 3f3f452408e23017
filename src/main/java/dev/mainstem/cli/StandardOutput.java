package dev.mainstem.cli;

import java.io.IOException;
import java.io.OutputStream;

/** The standard output as bytes; that its reader has gone is an error, not silence. */
final class StandardOutput extends OutputStream {

  @Override
  public void write(int b) throws IOException {
    System.out.write(b);
    check();
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    System.out.write(bytes, from, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    System.out.flush();
    check();
  }

  private static void check() throws IOException {
    if (System.out.checkError()) {
      throw new IOException("nobody reads it any longer");
    }
  }
}

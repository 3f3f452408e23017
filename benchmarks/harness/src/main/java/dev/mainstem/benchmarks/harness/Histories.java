package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/**
 * The generated files of one folder. A file is used again if it is what was written: its length and
 * checksum stand beside it.
 */
record Histories(Path folder) {

  Path of(DataShape shape) throws IOException {
    Path file = folder.resolve(shape.fileName());
    Path sealFile = folder.resolve(shape.fileName() + ".crc32c");
    if (Files.exists(sealFile)
        && Files.exists(file)
        && Files.readString(sealFile).equals(seal(file))) {
      return file;
    }
    Progress.say("generating " + file);
    Files.createDirectories(folder);
    Path part = folder.resolve(shape.fileName() + ".part");
    new GenerateHistory(shape).writeTo(part);
    Files.writeString(sealFile, seal(part));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  private static String seal(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] block = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(block); length > 0; length = in.read(block)) {
        checksum.update(block, 0, length);
      }
    }
    return Files.size(file) + " " + Long.toHexString(checksum.getValue());
  }
}

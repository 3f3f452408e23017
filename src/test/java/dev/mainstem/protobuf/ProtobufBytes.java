package dev.mainstem.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What others have written: descriptors as protoc makes them, and messages of their types. */
public final class ProtobufBytes {

  private ProtobufBytes() {}

  /** The descriptor of a file, which is given in the text format of Protobuf. */
  public static byte[] file(String descriptor) {
    return parse(descriptor).toByteArray();
  }

  /** What {@code protoc --descriptor_set_out} writes of files. */
  public static byte[] set(String... descriptors) {
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    for (String descriptor : descriptors) {
      set.addFile(parse(descriptor));
    }
    return set.build().toByteArray();
  }

  /** A message of a type of a set, which is given in the text format of Protobuf. */
  public static byte[] message(byte[] set, String type, String text) {
    try {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(DescriptorFile.typeIn(set, type));
      TextFormat.merge(text, message);
      return message.buildPartial().toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileDescriptorProto parse(String descriptor) {
    try {
      FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
      TextFormat.merge(descriptor, file);
      return file.build();
    } catch (TextFormat.ParseException e) {
      throw new UncheckedIOException(e);
    }
  }
}

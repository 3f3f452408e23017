package dev.mainstem.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.record.TypedColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** Messages of one type of Protobuf. Not thread-safe. */
public final class ProtobufMessages implements TextDecoder {

  private static final String FORMAT = "Protobuf";

  private final Descriptor type;
  private final ProtobufJson json;

  /**
   * Reads messages of a type.
   *
   * @param wanted the names of the outermost fields that are taken
   */
  ProtobufMessages(Descriptor type, Collection<String> wanted) {
    this.type = type;
    this.json = new ProtobufJson(wanted);
  }

  /**
   * Reads messages of a type in a file that {@code protoc --descriptor_set_out} has written.
   *
   * @param name the full name of the type
   * @throws IOException if it is no such file, or lacks the type or what that needs
   */
  public static ProtobufMessages of(byte[] descriptorSet, String name, Collection<String> wanted)
      throws IOException {
    return new ProtobufMessages(DescriptorFile.typeIn(descriptorSet, name), wanted);
  }

  /**
   * All fields of such a type, those of a message in it behind that one.
   *
   * @throws IOException if it is no such file, or lacks the type or what that needs
   */
  public static List<TypedColumn> columns(byte[] descriptorSet, String name) throws IOException {
    return ProtobufTypes.columns(DescriptorFile.typeIn(descriptorSet, name));
  }

  @Override
  public String decode(byte[] message) throws BadValue {
    DynamicMessage.Builder read = DynamicMessage.newBuilder(type);
    try {
      CodedInputStream bytes = CodedInputStream.newInstance(message);
      read.mergeFrom(bytes);
      bytes.checkLastTagWas(0);
    } catch (InvalidProtocolBufferException e) {
      throw BadValue.message(FORMAT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // an array has no other faults
      throw new UncheckedIOException(e);
    }
    // a required field that is missing is null, and up to the schema of the stream
    return json.toText(read.buildPartial());
  }
}

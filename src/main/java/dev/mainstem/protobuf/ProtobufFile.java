package dev.mainstem.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.mainstem.record.TypedColumn;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The message types of one file of Protobuf, by their indexes in it. */
public final class ProtobufFile {

  private final FileDescriptor file;

  private ProtobufFile(FileDescriptor file) {
    this.file = file;
  }

  /**
   * A file.
   *
   * @param files the descriptors of it and of those that it imports, by what an import calls them
   * @param name of the one that is wanted
   * @throws IOException if one is no descriptor, or does not fit to the others
   */
  public static ProtobufFile of(Map<String, byte[]> files, String name) throws IOException {
    return new ProtobufFile(DescriptorFile.of(files, name));
  }

  /**
   * Reads messages of a type; nothing if there is none there.
   *
   * @param path the index of an outermost type, from 0, then of one in it, and so on
   * @param wanted the names of the outermost fields that are taken
   */
  public Optional<ProtobufMessages> messages(List<Integer> path, Collection<String> wanted) {
    return type(path).map(type -> new ProtobufMessages(type, wanted));
  }

  /** All fields of the first type, those of a message in it behind that one; none without types. */
  public List<TypedColumn> columnsOfFirst() {
    return type(List.of(0)).map(ProtobufTypes::columns).orElse(List.of());
  }

  private Optional<Descriptor> type(List<Integer> path) {
    List<Descriptor> types = file.getMessageTypes();
    Optional<Descriptor> type = Optional.empty();
    for (int index : path) {
      if (index < 0 || index >= types.size()) {
        return Optional.empty();
      }
      type = Optional.of(types.get(index));
      types = types.get(index).getNestedTypes();
    }
    return type;
  }
}

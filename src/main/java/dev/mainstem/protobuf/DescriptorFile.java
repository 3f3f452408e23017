package dev.mainstem.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import dev.mainstem.spec.NearestWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of Protobuf, linked with those that they import. Not thread-safe. */
final class DescriptorFile {

  /** Those that Protobuf brings along, by what an import calls them. */
  private static final Map<String, FileDescriptor> OWN =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

  private final Map<String, FileDescriptorProto> files;
  private final boolean allImports;
  private final Map<String, FileDescriptor> linked = new HashMap<>(OWN);

  private DescriptorFile(Map<String, FileDescriptorProto> files, boolean allImports) {
    this.files = files;
    this.allImports = allImports;
  }

  /**
   * A type in a set of files.
   *
   * @throws IOException if it is no such set, or lacks the type or a file that is imported
   */
  static Descriptor typeIn(byte[] descriptorSet, String name) throws IOException {
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    for (FileDescriptorProto file : parse(descriptorSet).getFileList()) {
      files.put(file.getName(), file);
    }
    DescriptorFile set = new DescriptorFile(files, true);
    Map<String, Descriptor> types = new LinkedHashMap<>();
    for (String file : files.keySet()) {
      addTypes(set.link(file, List.of()).getMessageTypes(), types);
    }
    Descriptor type = types.get(name);
    if (type == null) {
      throw new IOException(
          "no message type %s%s; there are %s"
              .formatted(
                  name, NearestWord.hint(name, types.keySet()), String.join(", ", types.keySet())));
    }
    return type;
  }

  private static FileDescriptorSet parse(byte[] descriptorSet) throws IOException {
    try {
      FileDescriptorSet set = FileDescriptorSet.parseFrom(descriptorSet);
      if (set.getFileCount() > 0) {
        return set;
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(noSet(": " + e.getMessage()), e);
    }
    throw new IOException(noSet(""));
  }

  private static String noSet(String why) {
    return "it is no file of protoc --include_imports --descriptor_set_out" + why;
  }

  private static void addTypes(Collection<Descriptor> messages, Map<String, Descriptor> types) {
    for (Descriptor message : messages) {
      types.put(message.getFullName(), message);
      addTypes(message.getNestedTypes(), types);
    }
  }

  /**
   * One file, with others that it may import. What it imports and nobody has is left out: fields of
   * types of it are passed over.
   *
   * @param names of the files, as an import calls them, each with its descriptor
   * @param last the one that is wanted
   * @throws IOException if one is no descriptor, or does not fit to the others
   */
  static FileDescriptor of(Map<String, byte[]> names, String last) throws IOException {
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : names.entrySet()) {
      try {
        FileDescriptorProto proto = FileDescriptorProto.parseFrom(file.getValue());
        files.put(file.getKey(), proto.toBuilder().setName(file.getKey()).build());
      } catch (InvalidProtocolBufferException e) {
        throw new IOException("it is no descriptor of Protobuf: " + e.getMessage(), e);
      }
    }
    return new DescriptorFile(files, false).link(last, List.of());
  }

  private FileDescriptor link(String name, List<String> within) throws IOException {
    FileDescriptor known = linked.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto file = files.get(name);
    if (file == null || within.contains(name)) {
      throw new IOException(
          "it lacks %s, which it imports; protoc --include_imports puts it in".formatted(name));
    }
    List<String> around = Stream.concat(within.stream(), Stream.of(name)).toList();
    List<FileDescriptor> imports = new ArrayList<>();
    for (String dependency : file.getDependencyList()) {
      if (allImports || files.containsKey(dependency) || OWN.containsKey(dependency)) {
        imports.add(link(dependency, around));
      }
    }
    try {
      FileDescriptor built =
          FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new), !allImports);
      linked.put(name, built);
      return built;
    } catch (DescriptorValidationException e) {
      throw new IOException("its types don't fit together: " + e.getMessage(), e);
    }
  }
}

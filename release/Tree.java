import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// The files of an artifact, by name and in its order, so that each artifact of the same files is
/// the same bytes.
final class Tree {
  /// One file.
  ///
  /// @param link where it leads, if it is a link; else null
  record Item(byte[] content, boolean isExecutable, String link) {
    int mode() {
      return isExecutable ? 0755 : 0644;
    }
  }

  private final SortedMap<String, Item> items = new TreeMap<>();

  /// @param name with slashes, without one in front
  Tree add(String name, byte[] content, boolean isExecutable) {
    put(name, new Item(content, isExecutable, null));
    return this;
  }

  Tree add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8), false);
  }

  Tree link(String name, String to) {
    put(name, new Item(new byte[0], false, to));
    return this;
  }

  private void put(String name, Item item) {
    if (items.put(name, item) != null) throw new IllegalStateException("twice: " + name);
  }

  /// Adds all files of a folder. What is a link there becomes a file: wheels know none.
  Tree addAll(String prefix, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = prefix + folder.relativize(file).toString().replace('\\', '/');
        add(name, Files.readAllBytes(file), Files.isExecutable(file));
      }
    }
    return this;
  }

  /// Adds the files of another tree whose names begin with a prefix, under another prefix.
  Tree addAll(String prefix, Tree other, String from) {
    other.items.forEach(
        (name, item) -> {
          if (name.startsWith(from)) put(prefix + name.substring(from.length()), item);
        });
    return this;
  }

  SortedMap<String, Item> items() {
    return items;
  }

  Item get(String name) {
    Item item = items.get(name);
    if (item == null) throw new IllegalStateException("no " + name);
    return item;
  }

  /// The folders that the files are in, each before what is in it.
  SortedSet<String> folders() {
    SortedSet<String> folders = new TreeSet<>();
    for (String name : items.keySet()) {
      for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
        folders.add(name.substring(0, end + 1));
      }
    }
    return folders;
  }

  /// Writes the files into a folder, links as files.
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, Item> entry : items.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue().content());
      if (entry.getValue().isExecutable()) file.toFile().setExecutable(true, false);
    }
  }

  /// Compressed, with nothing in its head of when and where.
  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = gzip(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /// Compresses what is written, likewise.
  static OutputStream gzip(OutputStream to) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
    parameters.setOperatingSystem(255);
    return new GzipCompressorOutputStream(to, parameters);
  }
}

package dev.wrapup.process;

import dev.wrapup.model.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads objects by one `git cat-file` for all of them.
final class GitObjects {
  /// Of an object, as of a file.
  private static final int LARGEST = SourceFile.MOST_BYTES;

  private GitObjects() {}

  /// @param each gets an entry and its content, unless that is larger than any desired-state file
  static void read(
      GitProcess process, List<Git.Entry> entries, BiConsumer<Git.Entry, byte[]> each) {
    if (entries.isEmpty()) return;
    StringBuilder objects = new StringBuilder();
    entries.forEach(entry -> objects.append(entry.object()).append('\n'));
    List<String> missing = new ArrayList<>();
    GitProcess.Ran ran =
        process.run(
            objects.toString().getBytes(StandardCharsets.US_ASCII),
            output -> {
              for (Git.Entry entry : entries) {
                String[] words = line(output).split(" ", -1);
                if (words.length == 3) {
                  content(output, Long.parseLong(words[2]))
                      .ifPresent(bytes -> each.accept(entry, bytes));
                } else {
                  missing.add(entry.path());
                }
              }
              return new byte[0];
            },
            "cat-file",
            "--batch");
    ran.orThrow();
    if (!missing.isEmpty()) throw ran.failure(missing.getFirst() + " is missing");
  }

  /// Such as `3b18e512… blob 12` before an object, or `3b18e512… missing`.
  private static String line(InputStream output) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = output.read(); c >= 0 && c != '\n'; c = output.read()) line.append((char) c);
    return line.toString();
  }

  private static Optional<byte[]> content(InputStream output, long size) throws IOException {
    byte[] bytes = output.readNBytes((int) Math.min(size, LARGEST));
    output.skipNBytes(size - bytes.length + 1);
    return size > LARGEST ? Optional.empty() : Optional.of(bytes);
  }
}

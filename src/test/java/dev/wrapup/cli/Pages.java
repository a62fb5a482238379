package dev.wrapup.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages for users, and what they tell people to type or to copy.
final class Pages {
  static final Path README = Path.of("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^\\1```$");

  private Pages() {}

  /// A block of a page: commands, a file, or what is printed.
  record Block(Path page, String language, List<String> lines) {
    Block {
      lines = lines.stream().map(line -> line.replaceFirst("^ {3}", "")).toList();
    }

    @Override
    public String toString() {
      return page + ": " + lines.getFirst();
    }
  }

  static List<Path> all() {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return Stream.concat(files, Stream.of(README))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Block> blocks(Path page) {
    try {
      return BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> new Block(page, block.group(2), block.group(3).lines().toList()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of a page's blocks of commands.
  static List<String> lines(Path page) {
    return blocks(page).stream()
        .filter(block -> block.language().equals("sh"))
        .flatMap(block -> block.lines().stream())
        .map(String::strip)
        .toList();
  }

  /// @param name of a page under `docs`
  static List<String> lines(String name) {
    return lines(Path.of("docs", name + ".md"));
  }
}

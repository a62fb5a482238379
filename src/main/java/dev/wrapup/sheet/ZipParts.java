package dev.wrapup.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The XML inside an XLSX file, unpacked within bounds. Parts are found by the list at the file's
/// end, as spreadsheet programs find them: what stands before each part isn't always right.
final class ZipParts implements AutoCloseable {
  /// Of all parts together, in bytes.
  private static final int MOST_UNPACKED = 96 * 1024 * 1024;

  private static final String AGAIN = "save it once more as .xlsx, or as CSV (UTF-8)";

  /// References to characters that HTML takes for others than XML does, as jsoup takes them.
  private static final Pattern CONTROL =
      Pattern.compile("&#(12[89]|1[345][0-9]|x0{0,2}[89][0-9A-Fa-f]);");

  private final Path copy;
  private final ZipFile zip;
  private int left = MOST_UNPACKED;

  private ZipParts(Path copy, ZipFile zip) {
    this.copy = copy;
    this.zip = zip;
  }

  static boolean isZip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < ' ';
  }

  static ZipParts of(byte[] bytes) {
    try {
      Path copy = Files.createTempFile("wrapup", ".xlsx");
      try {
        Files.write(copy, bytes);
        return new ZipParts(copy, new ZipFile(copy.toFile()));
      } catch (IOException e) {
        Files.deleteIfExists(copy);
        throw e;
      }
    } catch (ZipException e) {
      throw broken("it is a broken .xlsx");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BrokenSheetException broken(String message) {
    return new BrokenSheetException(message, AGAIN);
  }

  /// The text of a part, if there is one of that name. None declares entities, which a reader of
  /// XML could be led astray by.
  Optional<String> text(String name) {
    ZipEntry part = zip.getEntry(name);
    if (part == null) return Optional.empty();
    byte[] bytes;
    try (InputStream in = zip.getInputStream(part)) {
      bytes = in.readNBytes(left + 1);
    } catch (IOException e) {
      throw broken("its part %s is broken".formatted(name));
    }
    left -= bytes.length;
    if (left < 0) throw broken("unpacked it has more than %d MiB".formatted(MOST_UNPACKED >> 20));
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.contains("<!DOCTYPE")) {
      throw broken("its part %s declares what no spreadsheet needs (DOCTYPE)".formatted(name));
    }
    return Optional.of(
        CONTROL
            .matcher(text)
            .replaceAll(
                match -> Character.toString(Integer.decode(match.group(1).replace('x', '#')))));
  }

  @Override
  public void close() {
    try {
      zip.close();
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

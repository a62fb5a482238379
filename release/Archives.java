import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Files packed as others expect them, each time as the same bytes: sorted, of nobody, and of one
/// time.
final class Archives {
  private static final int CHUNK = 1 << 16;

  /// What the AOT cache counts for in a package's size, since no two are equally large.
  private static final int CACHE_BYTES = 40_000_000;

  private final Instant time;

  Archives(Instant time) {
    this.time = time;
  }

  /// Writes and closes.
  void tar(Tree tree, OutputStream to) throws IOException {
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(new BufferedOutputStream(to, CHUNK), "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String folder : tree.folders())
        write(out, new TarArchiveEntry(folder), 0755, new byte[0]);
      for (Map.Entry<String, Tree.Item> entry : tree.items().entrySet()) {
        Tree.Item item = entry.getValue();
        TarArchiveEntry file =
            item.link() == null
                ? new TarArchiveEntry(entry.getKey())
                : new TarArchiveEntry(entry.getKey(), TarConstants.LF_SYMLINK);
        if (item.link() != null) file.setLinkName(item.link());
        write(out, file, item.mode(), item.content());
      }
    }
  }

  private void write(TarArchiveOutputStream out, TarArchiveEntry entry, int mode, byte[] content)
      throws IOException {
    entry.setModTime(FileTime.from(time));
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    // what anybody may write in: the only such folder there is
    entry.setMode(entry.getName().equals("tmp/") ? 01777 : mode);
    entry.setSize(content.length);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  void tarGz(Tree tree, Path file) throws IOException {
    tar(tree, Tree.gzip(Files.newOutputStream(file)));
  }

  /// A Debian package (deb(5)).
  ///
  /// @param control its fields, without the installed size
  void deb(Tree tree, String control, Path file) throws IOException {
    long size = 0;
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, Tree.Item> entry : tree.items().entrySet()) {
      byte[] content = entry.getValue().content();
      boolean isCache = entry.getKey().endsWith("/" + Image.CACHE);
      size += ((isCache ? CACHE_BYTES : content.length) + 1023) / 1024;
      sums.append(hex("MD5", content)).append("  ").append(entry.getKey()).append('\n');
    }
    Tree about =
        new Tree()
            .add("control", control + "Installed-Size: " + size + "\n")
            .add("md5sums", sums.toString());
    try (OutputStream out = Files.newOutputStream(file);
        ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
      add(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      add(ar, "control.tar.xz", tarXz(about));
      add(ar, "data.tar.xz", tarXz(tree));
    }
  }

  private void add(ArArchiveOutputStream ar, String name, byte[] content) throws IOException {
    ar.putArchiveEntry(
        new ArArchiveEntry(name, content.length, 0, 0, 0100644, time.getEpochSecond()));
    ar.write(content);
    ar.closeArchiveEntry();
  }

  private byte[] tarXz(Tree tree) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tar(tree, new XZOutputStream(bytes, new LZMA2Options(LZMA2Options.PRESET_DEFAULT)));
    return bytes.toByteArray();
  }

  /// A wheel (the binary distribution format of packaging.python.org): a ZIP file with a list of
  /// what is in it.
  ///
  /// @param about the name of the folder of its own facts, which gets the list
  void wheel(Tree tree, String about, Path file) throws IOException {
    StringBuilder record = new StringBuilder();
    for (Map.Entry<String, Tree.Item> entry : tree.items().entrySet()) {
      byte[] content = entry.getValue().content();
      String hash =
          Base64.getUrlEncoder().withoutPadding().encodeToString(digest("SHA-256").digest(content));
      record.append("%s,sha256=%s,%d\n".formatted(entry.getKey(), hash, content.length));
    }
    record.append(about).append("/RECORD,,\n");
    Tree whole = new Tree().addAll("", tree, "").add(about + "/RECORD", record.toString());
    zip(whole, file);
  }

  void zip(Tree tree, Path file) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, Tree.Item> entry : tree.items().entrySet()) {
        ZipArchiveEntry zipped = new ZipArchiveEntry(entry.getKey());
        zipped.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        zipped.setUnixMode(0100000 | entry.getValue().mode());
        out.putArchiveEntry(zipped);
        out.write(entry.getValue().content());
        out.closeArchiveEntry();
      }
    }
  }

  static String sha256(byte[] content) {
    return hex("SHA-256", content);
  }

  private static String hex(String algorithm, byte[] content) {
    return HexFormat.of().formatHex(digest(algorithm).digest(content));
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

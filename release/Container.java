import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A container image from nothing: the program, and of Debian what it calls: the C library, Git,
/// and the small shell that starts it. The layout is the OCI's (image-spec 1.1), with the list that
/// `docker load` wants beside it.
final class Container {
  /// But for the one for vectors, and the one to debug by: nothing here loads them.
  private static final String LIBRARIES =
      "^(usr/)?lib(64|/[a-z0-9_]+-linux-gnu)/(?!libmvec|libc_malloc_debug)[^/]+\\.so[^/]*$";

  /// Where the shell lies that only the launcher uses.
  private static final String SHELL = "usr/lib/wrapup-sh/sh";

  private static final List<String> APPLETS =
      List.of(
          "sh",
          "cat",
          "cp",
          "cut",
          "date",
          "env",
          "grep",
          "head",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "rm",
          "sed",
          "sleep",
          "sort",
          "stty",
          "tail",
          "tar",
          "test",
          "tr",
          "uname",
          "wc",
          "wget",
          "which",
          "xargs",
          "find",
          "awk",
          "basename",
          "dirname",
          "readlink",
          "chmod",
          "id",
          "tee");

  private final String version;
  private final String architecture;
  private final Archives archives;
  private final Instant time;

  Container(String version, String architecture, Archives archives, Instant time) {
    this.version = version;
    this.architecture = architecture;
    this.archives = archives;
    this.time = time;
  }

  /// A part of the file system.
  ///
  /// @param diff the hash of what it is unpacked
  private record Layer(String diff, byte[] packed) {}

  private Layer layer(Tree tree) throws IOException {
    MessageDigest diff = Archives.digest("SHA-256");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    archives.tar(tree, new DigestOutputStream(Tree.gzip(packed), diff));
    return new Layer(HexFormat.of().formatHex(diff.digest()), packed.toByteArray());
  }

  /// Writes two: in the second one a person or a CI job can look around.
  ///
  /// @param program its files, from the root on
  void write(Tree program, Path folder) throws IOException, InterruptedException {
    Layer upper = layer(program);
    Debian debian = new Debian(architecture);
    Tree base = base(debian);
    write(
        List.of(layer(base), upper),
        version,
        folder.resolve("wrapup-%s-oci.tar".formatted(version)));
    addShell(debian, base);
    write(
        List.of(layer(base), upper),
        version + "-shell",
        folder.resolve("wrapup-%s-oci-shell.tar".formatted(version)));
  }

  private void write(List<Layer> content, String tag, Path file) throws IOException {
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    List<String> layers = new ArrayList<>();
    for (Layer layer : content) layers.add(blob(blobs, layer.packed()));
    String config = blob(blobs, bytes(config(content)));
    String manifest = blob(blobs, bytes(manifest(blobs, config, layers)));
    Tree image =
        new Tree()
            .add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
            .add("index.json", index(manifest, blobs.get(manifest).length, tag))
            .add(
                "manifest.json",
                "[{\"Config\":\"%s\",\"RepoTags\":[\"wrapup:%s\"],\"Layers\":[%s]}]"
                    .formatted(
                        path(config),
                        tag,
                        layers.stream()
                            .map(layer -> '"' + path(layer) + '"')
                            .collect(Collectors.joining(","))));
    blobs.forEach((hash, bytes) -> image.add(path(hash), bytes, false));
    archives.tar(image, Files.newOutputStream(file));
  }

  private static Tree base(Debian debian) throws IOException, InterruptedException {
    Tree base = new Tree();
    for (String library : List.of("libc6", "zlib1g", "libpcre2-8-0")) {
      debian.unpack(library, name -> name.matches(LIBRARIES) || isCopyright(name), base);
    }
    debian.unpack(
        "libc-bin", name -> name.startsWith("usr/lib/locale/C.utf8/") || isCopyright(name), base);
    debian.unpack("git", name -> name.equals("usr/bin/git") || isCopyright(name), base);
    Tree dash = new Tree();
    debian.unpack("dash", name -> name.equals("bin/dash") || isCopyright(name), dash);
    base.add(SHELL, dash.get("bin/dash").content(), true);
    base.addAll("usr/", dash, "usr/");
    base.add("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    base.add("etc/group", "root:x:0:\n");
    base.add("tmp/.keep", "");
    return base;
  }

  private static void addShell(Debian debian, Tree base) throws IOException, InterruptedException {
    debian.unpack("busybox-static", name -> name.equals("bin/busybox") || isCopyright(name), base);
    for (String applet : APPLETS) base.link("bin/" + applet, "busybox");
  }

  /// Debian Policy 4.7, section 12.5.
  private static boolean isCopyright(String name) {
    return name.matches("usr/share/doc/[^/]+/copyright");
  }

  /// The blobs' key is the hash by which others name it.
  private static String blob(Map<String, byte[]> blobs, byte[] content) {
    String hash = Archives.sha256(content);
    blobs.put(hash, content);
    return hash;
  }

  private static String path(String hash) {
    return "blobs/sha256/" + hash;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String config(List<Layer> layers) {
    String diffs =
        layers.stream()
            .map(layer -> "\"sha256:" + layer.diff() + '"')
            .collect(Collectors.joining(","));
    return """
        {"created":"%s","architecture":"%s","os":"linux","config":{"Env":["PATH=/usr/local/bin:/usr/bin:/bin","HOME=/root"],\
        "Entrypoint":["/%s","/usr/bin/wrapup"],"Cmd":["--help"],"WorkingDir":"/work","Labels":{\
        "org.opencontainers.image.title":"wrapup","org.opencontainers.image.version":"%s",\
        "org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":[%s]},\
        "history":[{"created":"%1$s","comment":"Debian 12"},{"created":"%1$s","comment":"wrapup %4$s"}]}"""
        .formatted(time, architecture, SHELL, version, diffs);
  }

  private static String manifest(Map<String, byte[]> blobs, String config, List<String> layers) {
    return """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}"""
        .formatted(
            descriptor("application/vnd.oci.image.config.v1+json", config, blobs.get(config)),
            layers.stream()
                .map(
                    layer ->
                        descriptor(
                            "application/vnd.oci.image.layer.v1.tar+gzip", layer, blobs.get(layer)))
                .collect(Collectors.joining(",")));
  }

  private static String descriptor(String type, String hash, byte[] content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}"
        .formatted(type, hash, content.length);
  }

  private static String index(String manifest, int size, String tag) {
    return """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{\
        "mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,\
        "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}"""
        .formatted(manifest, size, tag);
  }
}

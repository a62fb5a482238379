import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A container image from nothing: the program, and of Debian what it calls: the C library, Git,
/// and the small shell that starts it. The layout is the OCI's (image-spec 1.1), with the list that
/// `docker load` wants beside it.
final class Container {
  private static final String LIBRARIES = "^(usr/)?lib(64|/[a-z0-9_]+-linux-gnu)/[^/]+\\.so[^/]*$";

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

  /// @param program its files, from the root on
  /// @param hasShell whether a person or a CI job can look around in it
  void write(Tree program, boolean hasShell, Path file) throws IOException, InterruptedException {
    Tree base = base(hasShell);
    byte[] first = archives.tar(base);
    byte[] second = archives.tar(program);
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    List<String> layers = new ArrayList<>();
    for (byte[] layer : List.of(first, second)) layers.add(blob(blobs, Tree.gzip(layer)));
    String config = blob(blobs, bytes(config(List.of(first, second))));
    String manifest = blob(blobs, bytes(manifest(blobs, config, layers)));
    String tag = hasShell ? version + "-shell" : version;
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
    blobs.forEach((hash, content) -> image.add(path(hash), content, false));
    java.nio.file.Files.write(file, archives.tar(image));
  }

  private Tree base(boolean hasShell) throws IOException, InterruptedException {
    Debian debian = new Debian(architecture);
    Tree base = new Tree();
    for (String library : List.of("libc6", "zlib1g", "libpcre2-8-0")) {
      debian.unpack(library, name -> name.matches(LIBRARIES), base);
    }
    debian.unpack("libc-bin", name -> name.startsWith("usr/lib/locale/C.utf8/"), base);
    debian.unpack("git", name -> name.equals("usr/bin/git"), base);
    for (String name : List.of("libc6", "zlib1g", "libpcre2-8-0", "libc-bin", "git", "dash")) {
      debian.unpack(name, file -> file.equals("usr/share/doc/" + name + "/copyright"), base);
    }
    Tree dash = new Tree();
    debian.unpack("dash", name -> name.equals("bin/dash"), dash);
    base.add(SHELL, dash.get("bin/dash").content(), true);
    base.add("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    base.add("etc/group", "root:x:0:\n");
    base.add("tmp/.keep", "");
    if (hasShell) {
      debian.unpack("busybox-static", name -> name.equals("bin/busybox"), base);
      debian.unpack("busybox-static", name -> name.endsWith("/copyright"), base);
      for (String applet : APPLETS) base.link("bin/" + applet, "busybox");
    }
    return base;
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

  private String config(List<byte[]> layers) {
    String diffs =
        layers.stream()
            .map(layer -> "\"sha256:" + Archives.sha256(layer) + '"')
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

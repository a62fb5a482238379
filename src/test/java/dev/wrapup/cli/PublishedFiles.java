package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// Archives as they are released, each with a program that tells which one it is, and what
/// `release/Published.java` makes of them.
///
/// @param home whatever else is needed
record PublishedFiles(Path home) {
  static final List<String> PLATFORMS =
      List.of("linux-x64", "linux-arm64", "macos-x64", "macos-arm64", "windows-x64");
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  static PublishedFiles in(Path home) throws IOException, InterruptedException {
    PublishedFiles files = new PublishedFiles(Files.createDirectories(home));
    Files.createDirectories(files.artifacts());
    for (String platform : PLATFORMS) files.pack(platform);
    return files;
  }

  Path artifacts() {
    return home.resolve("artifacts");
  }

  /// The archive of a platform.
  Path archive(String platform) {
    String ending = platform.startsWith("windows") ? "zip" : "tar.gz";
    return artifacts().resolve("wrapup-%s-%s.%s".formatted(Main.VERSION, platform, ending));
  }

  private void pack(String platform) throws IOException, InterruptedException {
    String top = "wrapup-" + Main.VERSION;
    Path program =
        Files.createDirectories(home.resolve(platform).resolve(top).resolve("bin"))
            .resolve("wrapup");
    Files.writeString(program, "#!/bin/sh\necho %s \"$@\"\n".formatted(platform));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    run(
        home,
        "tar",
        "-czf",
        archive(platform).toString(),
        "-C",
        home.resolve(platform).toString(),
        top);
  }

  /// @param url of the folder that the archives lie in
  void render(String url) throws IOException, InterruptedException {
    run(
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "release/Published.java",
        artifacts().toString(),
        Main.VERSION,
        COMMIT,
        url,
        home.resolve("rendered").toString());
  }

  Path rendered(String name) {
    return home.resolve("rendered").resolve(name);
  }

  private void run(Path where, String... command) throws IOException, InterruptedException {
    ProcessResult ran = new StepRun(home).run(List.of(command), where, Map.of());
    assertThat(ran.exit()).as(ran.said()).isZero();
  }
}

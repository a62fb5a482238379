package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import dev.wrapup.model.source.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `release/Pins.java` takes packages from a mirror by the real apt-get, and from what stands in
/// for snapshot.debian.org.
class PinsTest {
  private static final String VERSION = "1:2.0~rc-1+deb12u3";
  private static final String IN_URL = "1%3A2.0%7Erc-1%2Bdeb12u3";
  private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
  private static final byte[] PACKAGE = "a package".getBytes(StandardCharsets.UTF_8);
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer server;

  /// What came of a run.
  @BeforeEach
  void a_mirror() throws Exception {
    if (!Files.exists(Path.of("/usr/bin/apt-get"))) {
      if ("true".equals(System.getenv("CI"))) fail("there is no apt-get");
      abort("there is no apt-get");
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] content = files.get(exchange.getRequestURI().getRawPath());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : 0);
          if (content != null) exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    Files.createDirectories(folder.resolve("release"));
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.copy(Path.of("release/Pins.java"), folder.resolve("release/Pins.java"));
    write(
        "release/Fetch.java",
        """
        class Fetch {
          public static void main(String[] args) throws Exception {
            System.out.write(Pins.fetch(args[0], args[1]));
            System.out.flush();
          }
        }
        """);
    write("sources.list", "deb [trusted=yes] " + url() + "/mirror ./\n");
    write(
        "apt.conf",
        """
        APT::Architecture "amd64";
        APT::Sandbox::User "root";
        Acquire::http::Proxy "DIRECT";
        Acquire::Retries "0";
        Dir::Etc::SourceList "%1$s/sources.list";
        Dir::Etc::SourceParts "-";
        Dir::State::lists "%1$s/lists";
        Dir::State::status "/dev/null";
        Dir::Cache::pkgcache "";
        Dir::Cache::srcpkgcache "";
        """
            .formatted(folder));
    pin(VERSION, Sha256.hex(PACKAGE));
  }

  @AfterEach
  void stop() {
    if (server != null) server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void pin(String version, String sha256) throws IOException {
    write(
        "release/debian.tsv",
        "# of two architectures\namd64\ttool\t%s\t%s\narm64\ttool\t%1$s\t%2$s\n"
            .formatted(version, sha256));
  }

  /// The mirror's list names a version, of which it may have the file.
  private void list(String version, byte[] content) {
    StringBuilder list = new StringBuilder();
    for (String architecture : List.of("amd64", "arm64")) {
      list.append(
          """
          Package: tool
          Version: %s
          Architecture: %s
          Filename: ./tool_%2$s.deb
          Size: %d
          SHA256: %s

          """
              .formatted(version, architecture, content.length, Sha256.hex(content)));
    }
    files.put("/mirror/./Packages", list.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Path kept() {
    return folder.resolve("target/debian/tool_%s_amd64.deb".formatted(VERSION.replace(":", "%3a")));
  }

  private void archive(String architecture, byte[] content) {
    files.put(
        "/mr/binary/tool/" + IN_URL + "/binfiles",
        """
        {"_comment": "foo", "binary": "tool", "binary_version": "%s",
         "result": [{"architecture": "mips64el", "hash": "%s"}, {"architecture": "%s", "hash": "%s"}]}
        """
            .formatted(VERSION, "f".repeat(40), architecture, SHA1)
            .getBytes(StandardCharsets.UTF_8));
    files.put("/file/" + SHA1, content);
  }

  private ProcessResult run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("APT_CONFIG", folder.resolve("apt.conf").toString());
    return ProcessResult.of(builder);
  }

  private ProcessResult fetch() throws Exception {
    assertThat(run("apt-get", "update", "-qq").exit()).isZero();
    return java("release/Fetch.java", "amd64", "tool");
  }

  private ProcessResult java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Dwrapup.snapshot=" + url()));
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new));
  }

  @Test
  void what_the_mirror_has_is_taken_from_it() throws Exception {
    list(VERSION, PACKAGE);
    files.put("/mirror/./tool_amd64.deb", PACKAGE);

    ProcessResult ran = fetch();

    assertThat(ran).isEqualTo(new ProcessResult(0, "a package"));
    assertThat(kept()).hasBinaryContent(PACKAGE);
  }

  @Test
  void a_version_that_an_update_took_the_place_of_is_taken_from_the_archive() throws Exception {
    list("1:3.0-1", PACKAGE);
    archive("amd64", PACKAGE);

    ProcessResult ran = fetch();

    assertThat(ran.out()).as(ran.err()).isEqualTo("a package");
    assertThat(ran.err())
        .contains("apt-get gave no tool:amd64=%s, %s is asked".formatted(VERSION, url()));
    assertThat(kept()).hasBinaryContent(PACKAGE);
  }

  @Test
  void a_file_that_is_listed_and_gone_is_taken_from_the_archive() throws Exception {
    list(VERSION, PACKAGE);
    archive("amd64", PACKAGE);

    assertThat(fetch().out()).isEqualTo("a package");
  }

  @Test
  void what_is_nowhere_is_told_with_what_to_do() throws Exception {
    list("1:3.0-1", PACKAGE);

    ProcessResult ran = fetch();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "tool:amd64=%s, which release/debian.tsv pins, is to be had neither by apt-get nor from %s: "
                .formatted(VERSION, url()),
            "binfiles said 404",
            "A mirror drops a version when an update takes its place.\nnext: ",
            "\"java release/Pins.java\"",
            "put its package at " + folder.relativize(kept()));
    assertThat(kept()).doesNotExist();
  }

  @Test
  void of_another_architecture_there_is_none_in_the_archive() throws Exception {
    list("1:3.0-1", PACKAGE);
    archive("arm64", PACKAGE);

    assertThat(fetch().err()).contains("no file of amd64 at " + url());
  }

  @Test
  void other_bytes_are_refused_and_not_kept() throws Exception {
    list("1:3.0-1", PACKAGE);
    archive("amd64", "something else".getBytes(StandardCharsets.UTF_8));

    ProcessResult ran = fetch();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            folder.relativize(kept()) + " is not what release/debian.tsv says, and was deleted");
    assertThat(kept()).doesNotExist();
  }

  @Test
  void the_pins_are_renewed_for_each_architecture() throws Exception {
    list("1:3.0-1", "a new package".getBytes(StandardCharsets.UTF_8));

    ProcessResult renewed = java("release/Pins.java");

    assertThat(renewed.out())
        .as(renewed.err())
        .isEqualTo(
            "tool:amd64: 1:3.0-1, was %s%ntool:arm64: 1:3.0-1, was %1$s%n".formatted(VERSION));
    String sum = Sha256.hex("a new package");
    assertThat(folder.resolve("release/debian.tsv"))
        .hasContent(
            "# of two architectures\namd64\ttool\t1:3.0-1\t%s\narm64\ttool\t1:3.0-1\t%1$s"
                .formatted(sum));
    assertThat(java("release/Pins.java").out()).isEqualTo("all is as it was\n");
  }
}

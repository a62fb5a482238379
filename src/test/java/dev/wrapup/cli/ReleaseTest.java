package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.Nightly;
import dev.wrapup.TlsFront;
import dev.wrapup.cli.command.Command;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is released, as it was built by `mvn -Prelease package`: installed each way, and run with
/// nothing of this machine but its small tools and Git.
class ReleaseTest {
  private static final Path RELEASE = Path.of("target", "release").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 60;

  @TempDir static Path installations;
  private static final Map<Way, List<String>> INSTALLED = new EnumMap<>(Way.class);

  @TempDir Path folder;

  /// How somebody gets it.
  enum Way {
    UNPACKED {
      @Override
      List<String> install(Path root) throws IOException {
        run(root, "tar", "-xzf", the("linux-x64.tar.gz"));
        Path top = root.resolve("wrapup-" + Main.VERSION);
        return List.of(top.resolve("bin/wrapup").toString());
      }
    },
    COPIED {
      @Override
      List<String> install(Path root) throws IOException {
        run(root, "tar", "-xzf", the("linux-x64.tar.gz"));
        run(root, "cp", "-r", "wrapup-" + Main.VERSION, "copy");
        run(root, "rm", "-r", "wrapup-" + Main.VERSION);
        run(root, "mv", "copy", "moved");
        return List.of(root.resolve("moved/bin/wrapup").toString());
      }
    },
    WHEEL {
      @Override
      List<String> install(Path root) throws IOException {
        run(root, "python3", "-m", "venv", "venv");
        run(root, "venv/bin/pip", "install", "--quiet", "--no-index", the(".whl"));
        return List.of(root.resolve("venv/bin/wrapup").toString());
      }
    },
    DEBIAN {
      @Override
      List<String> install(Path root) throws IOException {
        for (String name : List.of("info", "updates", "triggers")) {
          Files.createDirectories(root.resolve("var/lib/dpkg").resolve(name));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        String package_ = the(".deb");
        run(root, "dpkg", "--root=" + root, "--force-depends,not-root", "-i", package_);
        return List.of(root.resolve("usr/bin/wrapup").toString());
      }
    },
    CONTAINER {
      @Override
      List<String> install(Path root) throws IOException {
        return container(root, "oci.tar");
      }
    },
    CONTAINER_WITH_A_SHELL {
      @Override
      List<String> install(Path root) throws IOException {
        return container(root, "oci-shell.tar");
      }
    };

    /// @return the command that starts it
    abstract List<String> install(Path root) throws IOException;
  }

  /// The layers are unpacked over each other, as an engine does, and entered with a mount of what
  /// an engine provides: devices, processes, the folder of the job.
  private static List<String> container(Path root, String archive) throws IOException {
    Path image = Files.createDirectories(root.resolve("image"));
    run(image, "tar", "-xf", the(archive));
    Path top = Files.createDirectories(root.resolve("root"));
    Matcher layer =
        Pattern.compile("blobs/sha256/[0-9a-f]{64}")
            .matcher(
                Files.readString(image.resolve("manifest.json")).replaceFirst(".*\"Layers\"", ""));
    while (layer.find()) run(top, "tar", "-xzf", image.resolve(layer.group()).toString());
    for (String name : List.of("dev", "proc", "work")) Files.createDirectories(top.resolve(name));
    String enter =
        """
        cd "$1" && mount --rbind /dev dev && mount --rbind /proc proc && mount --bind "$2" work &&
        shift 2 && exec chroot . /usr/lib/wrapup-sh/sh -c 'PATH=/usr/bin:/bin && cd /work && exec /usr/lib/wrapup-sh/sh /usr/bin/wrapup "$@"' sh "$@"
        """;
    return List.of("unshare", "-rm", "sh", "-c", enter, "sh", top.toString(), ".");
  }

  @BeforeAll
  static void it_is_built() {
    if (Files.exists(RELEASE.resolve("SHA256SUMS"))) return;
    String missing = "nothing is in target/release: mvn -Prelease package";
    if ("true".equals(System.getenv("CI"))) fail(missing);
    abort(missing);
  }

  @BeforeEach
  void a_file() throws IOException {
    Files.copy(Path.of("wrapupcodes.yaml"), folder.resolve("wrapupcodes.yaml"));
  }

  /// The one artifact whose name ends so.
  static String the(String end) {
    try (Stream<Path> files = Files.list(RELEASE)) {
      List<String> found = files.map(Path::toString).filter(name -> name.endsWith(end)).toList();
      assertThat(found).as("artifacts *%s", end).hasSize(1);
      return found.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Path where, String... command) throws IOException {
    Process process = new ProcessBuilder(command).directory(where.toFile()).inheritIO().start();
    try {
      assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static synchronized List<String> installed(Way way) throws IOException {
    if (!INSTALLED.containsKey(way)) {
      INSTALLED.put(way, way.install(Files.createDirectories(installations.resolve(way.name()))));
    }
    return INSTALLED.get(way);
  }

  private Process start(Way way, Map<String, String> variables, String... args) throws IOException {
    List<String> command = new ArrayList<>(installed(way));
    if (command.getLast().equals(".")) command.set(command.size() - 1, folder.toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", tools().toString());
    environment.putAll(variables);
    return builder.start();
  }

  /// Links to the small tools and Git: no Java, no Python, no Maven.
  private static synchronized Path tools() throws IOException {
    Path tools = installations.resolve("tools");
    if (Files.exists(tools)) return tools;
    Files.createDirectories(tools);
    for (String name :
        List.of(
            "sh",
            "env",
            "cat",
            "readlink",
            "stty",
            "locale",
            "grep",
            "git",
            "unshare",
            "mount",
            "chroot")) {
      for (String path : List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/")) {
        if (Files.exists(Path.of(path + name)) && !Files.exists(tools.resolve(name))) {
          Files.createSymbolicLink(tools.resolve(name), Path.of(path + name));
        }
      }
    }
    return tools;
  }

  private ProcessResult run(Way way, String... args) throws IOException, InterruptedException {
    return ProcessResult.of(start(way, Map.of(), args));
  }

  @ParameterizedTest
  @EnumSource
  void starts_from_its_cache_and_plans(Way way) throws Exception {
    Map<String, String> strict = Map.of("WRAPUP_JAVA_OPTIONS", "-XX:AOTMode=on");

    ProcessResult version = ProcessResult.of(start(way, strict, "--version"));
    ProcessResult plan = ProcessResult.of(start(way, strict, "plan", "--sandbox"));

    assertThat(version.out()).startsWith("wrapup " + Main.VERSION);
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("~ CALLBACK_REQ", "1 to create, 2 to update");
    assertThat(version.err() + plan.err()).isEmpty();
  }

  @Nightly
  @Test
  void from_pip_to_the_end_of_a_first_plan_it_takes_ten_seconds_at_most() throws Exception {
    Path root = Files.createDirectories(folder.resolve("pip"));
    run(root, "python3", "-m", "venv", "venv");
    Instant begin = Instant.now();

    run(root, "venv/bin/pip", "install", "--quiet", "--no-index", the(".whl"));
    Process plan =
        new ProcessBuilder(root.resolve("venv/bin/wrapup").toString(), "plan", "--sandbox")
            .directory(folder.toFile())
            .start();

    assertThat(ProcessResult.of(plan).exit()).isZero();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"linux-x64.tar.gz,33", ".whl,33", ".deb,24", "oci.tar,38", "oci-shell.tar,38"})
  void is_small(String end, long megabytes) throws Exception {
    assertThat(Files.size(Path.of(the(end)))).isLessThan(megabytes * 1_000_000);
  }

  @Test
  void each_file_has_its_sum() throws Exception {
    run(RELEASE, "sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS");
    try (Stream<Path> files = Files.list(RELEASE)) {
      assertThat(Files.readAllLines(RELEASE.resolve("SHA256SUMS")))
          .hasSize((int) files.count() - 1);
    }
  }

  @Test
  void every_command_is_there_and_has_a_page_of_the_manual() throws Exception {
    installed(Way.DEBIAN);
    Path share = installations.resolve("DEBIAN/usr/share");
    List<String> completions =
        List.of(
            "bash-completion/completions/wrapup",
            "zsh/vendor-completions/_wrapup",
            "fish/vendor_completions.d/wrapup.fish");
    for (Command command : Commands.all()) {
      String name = command.spec().name();
      assertThat(run(Way.UNPACKED, name, "--help").out()).contains("wrapup " + name);
      assertThat(share.resolve("man/man1/wrapup-%s.1.gz".formatted(name))).isNotEmptyFile();
      for (String file : completions) assertThat(share.resolve(file)).content().contains(name);
    }
    assertThat(share.resolve("doc/wrapup/copyright")).content().contains("Apache License");
    assertThat(share.resolve("doc/wrapup/THIRD-PARTY")).content().contains("okhttp");
  }

  /// Each line is run by the image and, in a folder of its own, by the classes under test.
  @Test
  void every_command_and_format_does_in_the_image_what_it_does_on_the_class_path()
      throws Exception {
    try (Sandbox ours = Sandbox.start(Example.organization());
        Sandbox theirs = Sandbox.start(Example.organization())) {
      Path other = Files.createDirectories(folder.resolve("other"));
      Files.copy(Path.of("wrapupcodes.yaml"), other.resolve("wrapupcodes.yaml"));
      Program program = new Program(other).at(theirs);
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("GENESYS_BASE_URL", ours.url().toString());
      variables.put("GENESYS_CLIENT_ID", "the-client");
      variables.put("GENESYS_CLIENT_SECRET", Program.SECRET);
      variables.put("SOURCE_DATE_EPOCH", "1767225600");
      variables.put("LANG", "C.UTF-8");
      for (String line :
          """
          validate --format EACH
          fmt --check --format EACH
          plan
          plan --color always
          plan --format EACH
          plan --format markdown --out plan.json
          plan --exit-code -q
          plan --no-base
          init --api versioned --forge github
          refs REFUND --format EACH
          refs NOT_THERE --format json
          usage --format EACH
          lint --usage 30d --format EACH
          doctor --format EACH
          schema
          schema plan
          completion zsh
          apply --plan plan.json --parallelism 1 --webhook-url SERVER/no-receiver
          apply --yes --parallelism 1 --format EACH
          audit verify JOURNAL --format EACH
          audit report JOURNAL --format EACH
          audit resume --format EACH
          webhook replay JOURNAL --webhook-url SERVER/no-receiver
          drift --format EACH
          adopt --all --format EACH
          export --out mine.yaml
          export --only REFUND
          export --format csv
          export --format csv --out codes.csv
          import codes.csv --format EACH
          export --format xlsx --out codes.xlsx
          import codes.xlsx
          github comment --plan plan.json --body plan.json
          gitlab note --plan plan.json --body plan.json
          plan --api genesys-cloud --format text
          nonsense
          """
              .lines()
              .flatMap(ReleaseTest::formats)
              .toList()) {
        Program.Run expected = program.run(words(line, theirs, other));
        ProcessResult ran =
            ProcessResult.of(start(Way.UNPACKED, variables, words(line, ours, folder)));

        assertThat(ran.exit()).as("%s: %s", line, ran.err()).isEqualTo(expected.exit().number());
        assertThat(ran.err()).as(line).doesNotContain("Exception", "made a mistake");
        String printed = ran.out().replace(folder + "/", "");
        String wanted = expected.out().replace(other + "/", "");
        assertThat(shape(printed)).as(line).isEqualTo(shape(wanted));
      }
    }
  }

  /// A line in each format of a report, if it is to be run in each.
  private static Stream<String> formats(String line) {
    return line.endsWith("EACH")
        ? CompletionTest.FORMATS.stream().map(to -> line.replace("EACH", to))
        : Stream.of(line);
  }

  /// The arguments of a line, with the folder's first journal.
  private static String[] words(String template, Sandbox server, Path folder) throws IOException {
    String line = template.replace("SERVER", server.url().toString().replaceFirst("/$", ""));
    if (!line.contains("JOURNAL")) return line.split(" ");
    try (Stream<Path> journals = Files.list(folder.resolve(".wrapup/audit"))) {
      Path first =
          journals.filter(file -> file.toString().endsWith(".jsonl")).sorted().findFirst().get();
      return line.replace("JOURNAL", folder.relativize(first).toString()).split(" ");
    }
  }

  /// A text without what differs from run to run: ids, times, addresses, hashes, and where the
  /// program that was called lies.
  private static String shape(String text) {
    return text.replaceAll("/[/\\w.-]*/bin/wrapup\\b", "wrapup")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "HOST")
        .replaceAll("sandbox-[0-9]+", "REQUEST")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
        .replaceAll("[0-9a-f]{12,64}", "HASH")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?( UTC)?", "TIME")
        .replaceAll("[0-9]{8}T[0-9]{6}Z", "TIME")
        .replaceAll("(?i)(ms|seconds|duration|requests|attempts|wait|latency)[^,}\\n]*", "$1")
        .replaceAll("[0-9.]+ ?(s|ms)\\b", "SOME")
        .replaceAll(" +", " ");
  }

  @Test
  void speaks_tls_with_a_certificate_of_one_s_own() throws Exception {
    Path keys = TlsFront.certificate(folder, "-ext san=dns:localhost");
    try (Sandbox sandbox = Sandbox.start(Example.organization());
        TlsFront server = TlsFront.before(sandbox.url(), keys)) {
      Map<String, String> variables =
          Map.of(
              "GENESYS_BASE_URL", "https://localhost:" + server.port(),
              "GENESYS_CLIENT_ID", "the-client",
              "GENESYS_CLIENT_SECRET", "the-secret");

      ProcessResult trusted =
          ProcessResult.of(start(Way.UNPACKED, variables, "plan", "--ca-file", "ca.pem"));
      ProcessResult not = ProcessResult.of(start(Way.UNPACKED, variables, "plan"));

      assertThat(trusted.exit()).as(trusted.err()).isZero();
      assertThat(not.err()).contains("--ca-file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNPACKED", "CONTAINER"})
  void asks_git_for_the_base(Way way) throws Exception {
    for (String command :
        List.of(
            "git init -q",
            "git add wrapupcodes.yaml",
            "git -c user.name=a -c user.email=a@example.com commit -qm a")) {
      run(folder, command.split(" "));
    }

    ProcessResult plan = run(way, "plan", "--sandbox", "--base-ref", "HEAD");

    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out()).doesNotContain("No base was given");
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130"})
  void a_signal_has_its_word(String signal, int exit) throws Exception {
    // the first request is seen when its delay is over, the next one is then delayed as long
    Settings slow = Settings.DEFAULT.withLatency(Duration.ofSeconds(4));
    try (Sandbox sandbox = Sandbox.start(Example.organization(), slow)) {
      CountDownLatch asked = new CountDownLatch(1);
      sandbox.watch((moment, request) -> asked.countDown());
      Map<String, String> variables =
          Map.of(
              "GENESYS_BASE_URL", sandbox.url().toString(),
              "GENESYS_CLIENT_ID", "the-client",
              "GENESYS_CLIENT_SECRET", "the-secret");
      Process process = start(Way.UNPACKED, variables, "plan", "--format", "json");
      assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      run(folder, "kill", "-" + signal, String.valueOf(process.pid()));
      ProcessResult ran = ProcessResult.of(process);

      assertThat(ran.exit()).isEqualTo(exit);
      assertThat(ran.out()).contains("\"interrupted\"");
      assertThat(ran.err()).contains("next: ");
    }
  }
}

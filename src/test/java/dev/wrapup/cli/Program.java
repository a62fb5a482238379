package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.Dialect;
import dev.wrapup.process.Session;
import dev.wrapup.process.StatusLine;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program in a folder of its own, as a test runs it: same arguments, same output, same exit
/// codes as the process, without the process.
final class Program {
  /// With characters that are written otherwise in a form, in JSON and in a URL.
  static final String SECRET = "s3cr3t+of/the \"client\"&é";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private int columns = 100;
  private String program = "wrapup";
  private Optional<String> typed = Optional.empty();
  private boolean isShown;

  /// A test isn't told of waits, which depend on the machine, unless it is about them.
  private StatusLine.Pace pace = StatusLine.Pace.NEVER;

  Program(Path folder) {
    this.folder = folder;
    environment.put("GENESYS_CLIENT_ID", "the-client");
    environment.put("GENESYS_CLIENT_SECRET", SECRET);
    environment.put("SOURCE_DATE_EPOCH", "1767225600");
  }

  /// What came of a run.
  record Run(ExitCode exit, String out, String err) {
    JsonNode json() {
      return JSON.readTree(out);
    }

    /// The codes of the findings in the document, each with its place.
    List<String> findings() {
      JsonNode document = json();
      JsonNode findings =
          document.has("findings") ? document.get("findings") : document.at("/error/findings");
      return findings.valueStream().map(Run::finding).toList();
    }

    /// Holds that it stopped so, and says these words.
    void assertStopped(ExitCode exit, String code, String words) {
      assertThat(exit()).as(out + err).isEqualTo(exit);
      assertThat(json().at("/error/code").asString()).isEqualTo(code);
      assertThat(json().at("/error/message").asString()).contains(words);
    }

    private static String finding(JsonNode finding) {
      JsonNode at = finding.path("source");
      return at.isObject() && at.path("line").isNumber()
          ? "%s %d:%d"
              .formatted(
                  finding.path("code").asString(),
                  at.path("line").asInt(),
                  at.path("column").asInt())
          : finding.path("code").asString();
    }
  }

  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Program without(String variable) {
    environment.remove(variable);
    return this;
  }

  /// Of whom the organization knows nothing.
  Program withoutCredentials() {
    return without("GENESYS_CLIENT_ID").without("GENESYS_CLIENT_SECRET");
  }

  /// Lets every run reach this server instead of the environment's.
  Program at(Sandbox sandbox) {
    Dialect dialect = sandbox.organization().dialect();
    if (!dialect.equals(Dialect.VERSIONED)) environment.put("WRAPUP_API", dialect.api());
    return with("GENESYS_BASE_URL", sandbox.url().toString());
  }

  /// How it is called.
  Program called(String program) {
    this.program = program;
    return this;
  }

  /// What it prints is shown on a terminal.
  Program shown() {
    isShown = true;
    return this;
  }

  /// Waits are told, so soon and so often.
  Program telling(StatusLine.Pace pace) {
    this.pace = pace;
    return this;
  }

  Program columns(int columns) {
    this.columns = columns;
    return this;
  }

  /// A person at a terminal reads what is told, and types this.
  Program typing(String line) {
    typed = Optional.of(line);
    return this;
  }

  Program file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Program file(String name, byte[] bytes) {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Program wrapupcodes(String text) {
    return file(Options.DEFAULT_FILE, text);
  }

  /// Starts it as a process of its own, which can be killed. It tells its story into `stdout.txt`
  /// and `stderr.txt`.
  ///
  /// @param prefix a command in front of it; empty for none
  Process start(List<String> prefix, String... args) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(ArchivedClasses.command());
    return started(command, args);
  }

  /// The same with another program.
  Process start(List<String> prefix, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), main.getName()));
    return started(command, args);
  }

  private Process started(List<String> command, String... args) throws IOException {
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().remove("SOURCE_DATE_EPOCH");
    builder.redirectOutput(folder.resolve("stdout.txt").toFile());
    builder.redirectError(folder.resolve("stderr.txt").toFile());
    return builder.start();
  }

  /// How a shell starts it as a process of its own, in the locale that the launcher sets.
  static String command() {
    return "env LC_ALL=C.UTF-8 '%s'".formatted(String.join("' '", ArchivedClasses.command()));
  }

  /// That of this process, from wherever it is started.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// What a process told, once it has ended.
  String told(Process process) throws InterruptedException {
    process.waitFor();
    return read("stdout.txt") + read("stderr.txt");
  }

  /// Holds that no secret is in any file that runs left.
  void holdSecretsNowhere() {
    Secrets.of(environment).holdNotIn(folder, Map.of());
  }

  Path folder() {
    return folder;
  }

  /// The journals in the usual folder, the oldest first.
  List<Path> journals() {
    Path audit = folder.resolve(".wrapup/audit");
    if (!Files.isDirectory(audit)) return List.of();
    try (Stream<Path> files = Files.list(audit)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same with more words behind those that a test always gives.
  Run run(List<String> words, String... more) {
    return run(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /// Runs, and holds what every run must keep: no secret is in what it prints and writes, no stack
  /// trace is shown, every exit but 0 says what to do next, and a JSON document is what its schema
  /// says.
  Run run(String... args) {
    Secrets secrets = Secrets.of(environment, args);
    var before = Secrets.files(folder);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Session.Terminal terminal =
        new Session.Terminal(typed.isPresent(), isShown, typed.isPresent(), columns);
    Session session =
        new Session(
            Workspace.of(folder, Map.copyOf(environment)),
            new ByteArrayInputStream(typed.orElse("").getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new StatusLine(err, terminal, pace),
            terminal,
            program);
    ExitCode exit = new Invocation(session).execute(args);
    Run run =
        new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    secrets.holdNotIn("the output", out.toByteArray());
    secrets.holdNotIn("what was told", err.toByteArray());
    secrets.holdNotIn(folder, before);
    assertThat(run.out() + run.err()).doesNotContain("\tat dev.");
    if (exit != ExitCode.OK && !Arrays.asList(args).contains("-q")) {
      assertThat(run.err()).as("next:").containsPattern("(?m)^next: .+$");
    }
    boolean isJson = Arrays.asList(args).contains("json") && !Arrays.asList(args).contains("-h");
    if (isJson) Schemas.holdToItsSchema(run.out());
    return run;
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.Annotations;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Runner;
import dev.wrapup.judge.Terminal;
import dev.wrapup.process.Session;
import dev.wrapup.process.StatusLine;
import dev.wrapup.process.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Runs the program among hostile names, with and without a CI's runner and colors as it comes, and
/// judges all that it prints by whatever reads that.
final class JudgedRuns {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Formats that have no use for a sign of which commands to a runner are made.
  private static final List<String> PROSE = List.of("text", "json", "markdown");

  private final Path folder;
  private final Random random;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  JudgedRuns(Path folder, Random random) {
    this.folder = folder;
    this.random = random;
    environment.put("GENESYS_CLIENT_ID", "the-client");
    environment.put("GENESYS_CLIENT_SECRET", "the-secret");
    environment.put("SOURCE_DATE_EPOCH", "1767225600");
  }

  JudgedRuns with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The journal in a folder, if anything was applied.
  Optional<Path> journal(String audit) {
    try (Stream<Path> files = Files.list(folder.resolve(audit))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command in a format.
  Program.Run run(String format, String command, List<String> args) {
    boolean isColorful = random.nextInt(4) == 0;
    List<String> all = new ArrayList<>(Arrays.asList(command.split(" ")));
    all.addAll(args);
    all.addAll(List.of("--format", format, "--color", isColorful ? "always" : "never"));
    return judged(all, format);
  }

  Program.Run run(String format, String command, String... args) {
    return run(format, command, List.of(args));
  }

  /// Runs with these arguments alone.
  Program.Run runAlone(String... args) {
    return judged(Arrays.asList(args), "text");
  }

  /// Lets somebody at a terminal look on and answer what is asked.
  Program.Run runAtTerminal(String answer, List<String> args) {
    input = answer + "\n";
    Program.Run run = run(args, random.nextBoolean(), new Session.Terminal(true, true, true, 80));
    input = "";
    assertThat(run.err()).doesNotContain("wrapup made a mistake");
    Terminal.holdPlain(Terminal.unpainted(run.out()));
    Terminal.holdPlain(Terminal.unpainted(run.err()));
    return run;
  }

  private Program.Run judged(List<String> args, String format) {
    boolean isRunner = random.nextBoolean();
    int columns = 60 + random.nextInt(60);
    Program.Run run = run(args, isRunner, new Session.Terminal(false, false, false, columns));
    String story =
        "%s%s%n%s%n--- stderr%n%s"
            .formatted(args, isRunner ? " under a runner" : "", run.out(), run.err());
    try {
      judge(run, format, isRunner);
      boolean isYaml = args.getFirst().equals("export");
      if (isRunner && PROSE.contains(format) && !isYaml) Runner.holdHarmless(run.out());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(e.getMessage() + "\n--- " + story, e);
    }
    return run;
  }

  private Program.Run run(List<String> args, boolean isRunner, Session.Terminal terminal) {
    Map<String, String> variables = new HashMap<>(environment);
    if (isRunner) variables.put("GITHUB_ACTIONS", "true");
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Session session =
        new Session(
            Workspace.of(folder, Map.copyOf(variables)),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new StatusLine(err, terminal, StatusLine.Pace.NEVER),
            terminal,
            "wrapup");
    ExitCode exit = new Invocation(session).execute(args.toArray(String[]::new));
    return new Program.Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static void judge(Program.Run run, String format, boolean isRunner) {
    assertThat(run.err()).doesNotContain("wrapup made a mistake");
    if (run.exit() != ExitCode.OK) assertThat(run.err()).containsPattern("(?m)^next: .+$");
    Terminal.holdPlain(run.err());
    boolean isAnnotated = format.equals(Annotations.FORMAT);
    if (isRunner) {
      if (isAnnotated) Runner.holdSilent(run.err());
      else Runner.annotations(run.err());
      if (!isAnnotated) Runner.holdSilent(run.out());
    }
    if (run.out().isEmpty()) return;
    switch (format) {
      case "json" -> JSON.readTree(run.out());
      case "markdown" -> GitHubMarkdown.hold(run.out(), false);
      case "html" -> OnePage.hold(run.out());
      case Annotations.FORMAT -> Runner.onlyAnnotations(run.out());
      default -> {}
    }
    Terminal.holdPlain(Terminal.unpainted(run.out()));
  }
}

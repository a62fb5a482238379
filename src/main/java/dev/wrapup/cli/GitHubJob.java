package dev.wrapup.cli;

import dev.wrapup.github.Body;
import dev.wrapup.github.GitHub;
import dev.wrapup.github.Job;
import dev.wrapup.http.Secret;
import dev.wrapup.http.TokenApi;
import dev.wrapup.model.OutsideFile;
import dev.wrapup.report.Look;
import dev.wrapup.report.Posted;
import dev.wrapup.report.Visible;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What the commands for GitHub have in common: the job's variables, the files they are given, and
/// how they tell what became of it.
///
/// @param options of the command
/// @param job as GitHub Actions tells it
record GitHubJob(ParseResult options, Session session, Job job) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final String TOKEN = "GITHUB_TOKEN";

  /// The options that both commands take.
  static void addOptions(CommandSpec spec) {
    spec.addOption(
        Options.value("--timeout", "TIME", "Give up after this long, such as 90s. Default: 90s"));
    spec.addOption(
        Options.value(
            "--ca-file", "FILE", "Trust these certificates (PEM) beside the usual ones."));
    spec.addOption(Options.verbose());
    Options.addOutput(spec, "text", "json");
  }

  /// Reads the job's variables.
  static GitHubJob of(ParseResult options, Session session) {
    return new GitHubJob(
        options,
        session,
        orUsage(
            () -> Job.of(session.environment(), session.directory().toAbsolutePath()),
            "set it as GitHub Actions does"));
  }

  /// A document that an option names, read.
  ///
  /// @param reader fails by an `IllegalArgumentException` for people
  <T> T document(String option, Function<Path, T> reader) {
    Path path = file(option);
    return orUsage(
        () -> reader.apply(path),
        "give %s the JSON that wrapup wrote".formatted(option),
        path + ": ");
  }

  /// What is to be posted.
  ///
  /// @param render the command that writes the Markdown
  /// @param form fails by an `IllegalArgumentException` for people
  Body body(String render, Function<String, Body> form) {
    String markdown = markdown(render);
    return orUsage(
        () -> form.apply(markdown),
        "write the Markdown for a comment, which is shorter: " + render,
        "the Markdown of --body: ");
  }

  private String markdown(String render) {
    Path path = file("--body");
    try {
      byte[] bytes = OutsideFile.read(path, MOST_BYTES, Options.patience(options));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.isBlank()) return text;
      throw Stop.usage(path + " is empty", "write it by: " + render);
    } catch (OutsideFile.NoSuchFile e) {
      throw Stop.usage("there is no file " + path, "write it by: " + render);
    } catch (IOException e) {
      String why = e instanceof CharacterCodingException ? "it is not UTF-8" : e.getMessage();
      throw Stop.usage("%s can't be read: %s".formatted(path, why), "write it by: " + render);
    }
  }

  private Path file(String option) {
    return Options.text(options, option)
        .map(session::path)
        .orElseThrow(
            () ->
                Stop.usage(
                    option + " is not given",
                    "see: %s --help".formatted(options.commandSpec().qualifiedName())));
  }

  /// The way to GitHub; empty where a fork's job has no token, as GitHub has it.
  Optional<GitHub> gitHub() {
    String token = session.environment().getOrDefault(TOKEN, "");
    if (token.isBlank() && job.isFromFork()) return Optional.empty();
    if (token.isBlank()) {
      throw Stop.usage(
          "the variable " + TOKEN + " is not set, or empty",
          "set it in the step's env: ${{ github.token }}");
    }
    session.credential(TOKEN);
    Consumer<String> log =
        Options.has(options, "--verbose")
            ? line -> session.err().println("  " + Visible.text(line, Looks.ofErrors(session)))
            : line -> {};
    TokenApi.Means means =
        new TokenApi.Means(
            Options.deadline(options, session, Optional.of(DEFAULT_TIMEOUT)),
            session.environment(),
            Options.caFile(options, session),
            session.clock(),
            log);
    return Optional.of(new GitHub(job, new Secret(token), means));
  }

  /// Posts, and tells what became of it. A right that is missing changes no exit code.
  ///
  /// @param kind `comment` or `drift-issue`
  /// @param pullRequest that a comment is for
  ExitCode post(String kind, Optional<Long> pullRequest, Function<GitHub, Posted> post) {
    Posted posted =
        gitHub()
            .map(post)
            .orElseGet(() -> GitHub.skipped(kind, pullRequest, "a fork's job has no token", 0));
    if (posted.action() == Posted.Action.SKIPPED) {
      Output.note(
          options,
          session,
          "nothing was written on GitHub, which changes no exit code: "
              + posted.reason().orElse(""));
      Output.note(
          options,
          session,
          "A job may write by permissions: pull-requests: write, issues: write; one of a fork's"
              + " pull request never may.");
    }
    return tell(posted);
  }

  /// Tells what became of it.
  ExitCode tell(Posted posted) {
    String format = Options.word(options, "--format", "text", "json");
    Look look = Looks.of(options, session);
    session.out().print(format.equals("json") ? posted.json(look) : posted.text(look));
    return ExitCode.OK;
  }

  private static <T> T orUsage(Supplier<T> what, String next, String... before) {
    try {
      return what.get();
    } catch (IllegalArgumentException e) {
      throw Stop.usage(String.join("", before) + e.getMessage(), next);
    }
  }
}

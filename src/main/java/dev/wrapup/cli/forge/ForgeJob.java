package dev.wrapup.cli.forge;

import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.forge.CiVariables;
import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.Job;
import dev.wrapup.http.TokenApi;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.BoundedFile;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ForgeReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgSpec;

/// What the commands for code hosts have in common: the job's variables, the files they are given,
/// and how they tell what became of it.
record ForgeJob(Context context, CodeHost host, Job job) {
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /// The options that all of them take.
  static List<ArgSpec> options() {
    return Options.all(
        Options.value("--timeout", "TIME", "Give up after this long, such as 90s. Default: 90s"),
        Options.caFile(),
        Options.verbose(),
        Options.report());
  }

  /// The job, as its variables tell it.
  static ForgeJob of(Context context, CodeHost host) {
    CiVariables variables = new CiVariables(context.workspace().variables());
    Path directory = context.workspace().directory().toAbsolutePath();
    Job job =
        orUsage(
            () -> host.job(variables, directory),
            Remedy.of("set it as %s does".formatted(host.facts().ci())));
    return new ForgeJob(context, host, job);
  }

  /// Reads a document of this program.
  interface Reader<T> {
    /// @param inRepository the folder, from the repository's root, that the files' paths begin at
    /// @param patience how long a pipe may take
    /// @throws IllegalArgumentException with what is wrong, for people
    T read(Path path, Path inRepository, Duration patience);
  }

  /// A document that an option names, read.
  <T> T document(String option, Reader<T> reader) {
    Path path = file(option);
    return orUsage(
        () -> reader.read(path, job.inRepository(), context.patience()),
        Remedy.of("give %s the JSON that the run wrote".formatted(option)),
        path + ": ");
  }

  /// What is to be posted.
  ///
  /// @param report that it tells of
  /// @param form fails by an `IllegalArgumentException` for people
  CommentBody body(String report, Function<String, CommentBody> form) {
    String markdown = markdown(report);
    return orUsage(
        () -> form.apply(markdown),
        Remedy.of(
            "give the %s by --format markdown, which is as short as a comment".formatted(report)),
        "the Markdown of --body: ");
  }

  private String markdown(String report) {
    Path path = file("--body");
    String write = "write the %s to it, by --format markdown".formatted(report);
    try {
      byte[] bytes = BoundedFile.read(path, MOST_BYTES, context.patience());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.isBlank()) return text;
      throw Stop.usage(path + " is empty", write);
    } catch (BoundedFile.NoSuchFile e) {
      throw Stop.usage("there is no file " + path, write);
    } catch (IOException e) {
      String why = e instanceof CharacterCodingException ? "it is not UTF-8" : e.getMessage();
      throw Stop.usage("%s can't be read: %s".formatted(path, why), write);
    }
  }

  private Path file(String option) {
    return context
        .text(option)
        .map(context::path)
        .orElseThrow(() -> Stop.usage(option + " is not given", Remedy.by("see", context.help())));
  }

  /// The token; empty where a fork's job has none, as it should be.
  private Optional<Secret> token() {
    for (String name : host.facts().tokens()) {
      String token = context.workspace().variables().getOrDefault(name, "");
      if (token.isBlank()) continue;
      context.workspace().credential(name);
      return Optional.of(new Secret(token));
    }
    if (job.isFromFork()) return Optional.empty();
    throw Stop.usage(
        "the variable %s is not set, or empty".formatted(host.facts().tokens().getFirst()),
        host.facts().tokenFrom());
  }

  private TokenApi.Means means() {
    return new TokenApi.Means(
        context.deadline(),
        context.workspace().variables(),
        context.caFile(),
        context.workspace().clock(),
        context.workspace().requests());
  }

  /// Posts, and tells what became of it. A right that is missing changes no exit code.
  ///
  /// @param number of the pull or merge request that a comment is for
  CommandResult post(
      ForgeReport.Kind kind, Optional<Long> number, Function<ForgeApi, ForgeReport> post) {
    ForgeReport posted =
        token()
            .map(token -> post.apply(new ForgeApi(host, job, token, means())))
            .orElseGet(() -> ForgeReport.skipped(kind, number, "a fork's job has no token", 0));
    if (posted.action() == ForgeReport.Action.SKIPPED) {
      String why = posted.reason().orElse("");
      CodeHost.Facts facts = host.facts();
      context.note(
          "nothing was written on %s, which changes no exit code: %s".formatted(facts.name(), why));
      context.note("To let it write: %s; one of a fork's never may.".formatted(facts.rights()));
    }
    return tell(posted);
  }

  /// Tells what became of it.
  CommandResult tell(ForgeReport posted) {
    return context.result(posted::doc, posted::json);
  }

  private static <T> T orUsage(Supplier<T> what, Remedy next, String... before) {
    try {
      return what.get();
    } catch (IllegalArgumentException e) {
      throw Stop.usage(String.join("", before) + e.getMessage(), next);
    }
  }
}

package dev.wrapup.cli.command;

import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.CheckedOut;
import dev.wrapup.app.Connection;
import dev.wrapup.app.RunOptions;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.process.Content;
import dev.wrapup.process.Session;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Renderers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What a command is given: its options, each as the type that it is meant to be, and the process.
///
/// @param options as they were parsed
/// @param format that the result is asked for in; empty where there is no choice
/// @param look of the result
/// @param commands what other commands take, by the words that name them
public record Context(
    ParseResult options,
    Session session,
    String format,
    OutputStyle look,
    Function<List<String>, Optional<CommandSpec>> commands) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(90);

  /// Of options in a process, with the variables of `--env-file`, and the notes that are wanted.
  public static Context of(
      ParseResult options,
      Session process,
      Function<List<String>, Optional<CommandSpec>> commands) {
    Context bare = new Context(options, process, "", Looks.ofErrors(process), commands);
    Session session =
        process.in(bare.text("--env-file").map(bare::withFile).orElse(process.workspace()));
    boolean isQuiet = bare.has("--quiet");
    if (isQuiet) session.err().end();
    boolean isVerbose = bare.has("--verbose");
    OutputStyle errors = Looks.ofErrors(session);
    Workspace workspace =
        session
            .workspace()
            .telling(
                note -> {
                  if (!isQuiet) session.err().println(Visible.text(note, errors));
                },
                request -> {
                  if (isVerbose) session.err().println("  " + Visible.text(request, errors));
                });
    boolean hasFormats = options.commandSpec().findOption("--format") != null;
    return new Context(
        options,
        session.in(workspace),
        hasFormats ? bare.word("--format") : "",
        hasFormats ? Looks.of(bare.word("--color"), session) : errors,
        commands);
  }

  private Workspace withFile(String file) {
    return workspace().withFile(file, patience());
  }

  /// A report in the format that is asked for.
  ///
  /// @param doc from the program's version and the time
  public CommandResult result(
      BiFunction<String, Instant, Doc> doc, Function<OutputStyle, String> json) {
    if (format.equals("json")) return CommandResult.of(json.apply(look));
    return result(doc.apply(UserAgent.VERSION, workspace().clock().instant()), Content.of(""));
  }

  /// The same, where the JSON may be too long for the memory.
  public CommandResult result(Doc doc, Content json) {
    return switch (format) {
      case "json" -> CommandResult.of(json);
      case Annotations.FORMAT -> CommandResult.NOTHING.with(() -> Renderers.annotations(doc));
      default -> CommandResult.of(Renderers.render(doc, format, look));
    };
  }

  public Workspace workspace() {
    return session.workspace();
  }

  public Path path(String name) {
    return workspace().path(name);
  }

  /// A remark beside the result, unless the user wants none.
  public void note(String remark) {
    workspace().note(remark);
  }

  /// How standard error looks.
  public OutputStyle errors() {
    return Looks.ofErrors(session);
  }

  public boolean has(String name) {
    return options.hasMatchedOption(name);
  }

  /// How this run was called.
  public Caller caller() {
    Repetition repetition = new Repetition(options, commands);
    return new Caller(session.program(), repetition::options, repetition::withheld);
  }

  /// This command about the same, as it was decided upon.
  ///
  /// @param more options with their values
  public ShellCommand again(String... more) {
    return new Repetition(options, commands).again(more);
  }

  /// What tells how this command is used.
  public ShellCommand help() {
    return Repetition.help(options.commandSpec());
  }

  /// The values of an option that may stand several times.
  public List<String> texts(String name) {
    return options.matchedOptionValue(name, List.of());
  }

  /// An option's value; one that is given but empty is a mistake.
  public Optional<String> text(String name) {
    Optional<String> value = Optional.ofNullable(options.matchedOptionValue(name, (String) null));
    if (value.filter(String::isBlank).isPresent()) {
      throw Stop.usage(name + " is given but empty", "give it a value, or leave it out");
    }
    return value;
  }

  /// The only operand, where it is given.
  public Optional<String> operand() {
    return Optional.ofNullable(options.matchedPositionalValue(0, (String) null));
  }

  public List<String> operands() {
    return options.matchedPositionalValue(0, List.of());
  }

  /// Operands that name files.
  public List<Path> paths() {
    return operands().stream().map(this::path).toList();
  }

  /// The desired-state files.
  public List<String> files() {
    if (options.commandSpec().findOption("-f") == null) return List.of();
    return has("-f") ? texts("-f") : List.of(Options.DEFAULT_FILE);
  }

  /// Which organization and which files are meant.
  public RunOptions run() {
    return run(files());
  }

  private RunOptions run(List<String> files) {
    if (has(Options.DATA) && !has("--sandbox")) {
      throw Stop.usage("--sandbox-data is given without --sandbox", "give both, or neither");
    }
    if (Stream.of("--base", "--base-ref", Options.NO_BASE).filter(this::has).count() > 1) {
      throw Stop.usage(
          "of --base, --base-ref and --no-base more than one is given", "give one of them");
    }
    return new RunOptions(
        new RunOptions.Reach(
            has("--sandbox"),
            text(Options.DATA),
            text("--api"),
            text("--environment"),
            text("--base-url"),
            perMinute("--rate-limit"),
            caFile(),
            text("--webhook-url")),
        files,
        new RunOptions.BaseChoice(text("--base"), text("--base-ref"), has(Options.NO_BASE)),
        has(Options.REVERT),
        Optional.empty(),
        Optional.empty());
  }

  /// How changes are made and recorded.
  public ApplyOptions how() {
    return new ApplyOptions(
        text("--audit-dir"),
        text("--initiated-by"),
        text(Options.APPROVED_BY),
        number("--parallelism", 1, 64).orElse(ApplyOptions.DEFAULT.parallelism()),
        number("--max-retries", 0, 20).orElse(ApplyOptions.DEFAULT.retries()),
        ApplyOptions.DEFAULT.recording());
  }

  /// A connection of a command that reads no files, though others of its kind may.
  public Connection openWithoutFiles() {
    return Connection.open(run(List.of()), workspace(), deadline());
  }

  /// A connection that only reads.
  public Connection open() {
    return Connection.open(run(), workspace(), deadline());
  }

  /// What a report says of its making, as of now.
  public PlanMetadata facts(int requests) {
    return facts(requests, List.of());
  }

  /// The same of one about files. Git is asked for their commit only for a page, passed on alone.
  public PlanMetadata facts(int requests, List<SourceFile> files) {
    boolean isPage = format.equals("html") && !files.isEmpty();
    return new PlanMetadata(
        UserAgent.VERSION,
        workspace().clock().instant(),
        requests,
        Optional.of(caller()),
        Optional.empty(),
        Optional.empty(),
        isPage ? CheckedOut.of(files, files(), workspace()).told() : Phrase.NONE,
        Optional.empty(),
        has(Options.LATER));
  }

  /// The value of a [Options#choice].
  public String word(String name) {
    List<String> words = Options.words(options.commandSpec().findOption(name));
    String value = text(name).orElse(words.getFirst());
    if (words.contains(value)) return value;
    throw Stop.usage(
        "%s %s: there is no such choice".formatted(name, value),
        "choose one of: " + String.join(", ", words));
  }

  /// A whole number within bounds.
  public Optional<Integer> number(String name, int least, int most) {
    return text(name).map(text -> Quantity.number(name, text, least, most));
  }

  /// A rate such as `300/min`, per minute.
  public Optional<Integer> perMinute(String name) {
    return text(name).map(text -> Quantity.perMinute(name, text));
  }

  /// A duration such as `90s`, `5m` or `250ms`.
  public Optional<Duration> duration(String name) {
    return text(name).map(text -> Quantity.duration(name, text));
  }

  /// How long a command waits for what a file that is a pipe brings.
  public Duration patience() {
    Duration most = Duration.ofSeconds(30);
    return duration("--timeout").filter(limit -> limit.compareTo(most) < 0).orElse(most);
  }

  /// When a command that only reads has to be over.
  public Deadline deadline() {
    return deadline(Optional.of(DEFAULT_TIMEOUT));
  }

  /// The same, where it usually has that much time; empty for no limit.
  public Deadline deadline(Optional<Duration> usual) {
    OutputStyle err = errors(); // once: every request may be waited for
    return duration("--timeout")
        .map(Deadline::after)
        .or(() -> usual.map(Deadline::usual))
        .orElseGet(Deadline::never)
        .telling((why, most) -> session.err().begin(Visible.text(why, err), most));
  }

  /// The certificates of `--ca-file`.
  public Optional<Path> caFile() {
    Optional<Path> file = text("--ca-file").map(this::path);
    if (file.isEmpty() || Files.isRegularFile(file.get())) return file;
    throw Stop.usage("there is no file " + file.get(), "check the name given by --ca-file");
  }
}

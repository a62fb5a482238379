package dev.wrapup.cli.fleet;

import dev.wrapup.app.Journals;
import dev.wrapup.app.fleet.FleetInputs;
import dev.wrapup.app.fleet.FleetRun;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Failure;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Content;
import dev.wrapup.process.StatusLine;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.fleet.FleetReport;
import dev.wrapup.report.fleet.TargetReport;
import dev.wrapup.report.fleet.TargetReport.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgSpec;

/// What a command about a fleet is given: its file, and which of its targets are meant.
///
/// @param targets those that are meant, in the order of the file
record FleetContext(Context context, Fleet fleet, List<FleetTarget> targets, FleetRun run) {
  private static final String ONLY = "--only";
  static final String TARGET = "--target";
  private static final String WAVE = "wave";
  private static final int MOST_AT_ONCE = 256;
  private static final int NAMED = 3;

  /// The file of a run in a folder of reports.
  static final String FILE = "fleet.json";

  /// Which targets are meant.
  static List<ArgSpec> options() {
    return Options.all(
        file(),
        Options.value(
            TARGET,
            "NAME",
            "This target alone; variables without its name count where it has none of its own."));
  }

  /// The same by what they have in common.
  static List<ArgSpec> some() {
    return Options.all(options(), only(), atOnce());
  }

  static List<ArgSpec> only() {
    return Options.value(
        ONLY, "KEY=VALUE,…", "The targets of this wave and these labels, such as wave=0.");
  }

  static List<ArgSpec> atOnce() {
    return Options.value(
        "--at-once", "N", "At most so many targets at once. Default: " + FleetRun.DEFAULT_AT_ONCE);
  }

  /// How each is reached.
  static List<ArgSpec> reach() {
    return Options.all(
        Options.value(
            "--rate-limit",
            "N/min",
            "At most so many requests in any minute to each. Default: none"),
        Options.value(
            "--timeout",
            "TIME",
            "Give up a target after this long, such as 90s or 5m; an apply has no limit of its own. Default: 90s"),
        Options.caFile(),
        Options.value(
            "--env-file",
            "FILE",
            "Read a .env file (NAME=value lines) for variables that aren't set."),
        Options.verbose());
  }

  /// The fleet file.
  static List<ArgSpec> file() {
    return Options.values(
        "FILE", "The fleet file. Default: " + FleetInputs.DEFAULT_FILE, List.of(), "-f", "--file");
  }

  static Fleet fleet(Context context) {
    List<String> files = context.texts("-f");
    if (files.size() > 1) throw Stop.usage("-f is given twice", "name one fleet file");
    String file = files.isEmpty() ? FleetInputs.DEFAULT_FILE : files.getFirst();
    if (file.isBlank()) throw Stop.usage("-f is given but empty", "name the fleet file");
    return FleetInputs.read(file, context.workspace());
  }

  /// The targets that a text means: one by its name, or those of a wave and labels.
  static List<FleetTarget> meant(Fleet fleet, String text) {
    return text.contains("=")
        ? chosen(fleet, Optional.empty(), Optional.of(text))
        : chosen(fleet, Optional.of(text), Optional.empty());
  }

  /// The targets that are meant where none is asked, in the order of the file.
  static List<FleetTarget> offline(Context context) {
    return chosen(fleet(context), Optional.empty(), context.text(ONLY));
  }

  static FleetContext of(Context context) {
    Fleet fleet = fleet(context);
    Optional<String> name = context.text(TARGET);
    List<FleetTarget> targets = chosen(fleet, name, context.text(ONLY));
    int atOnce = context.number("--at-once", 1, MOST_AT_ONCE).orElse(FleetRun.DEFAULT_AT_ONCE);
    return new FleetContext(
        context,
        fleet,
        targets,
        new FleetRun(context.run(), context.workspace(), atOnce, name.isPresent()));
  }

  private static List<FleetTarget> chosen(
      Fleet fleet, Optional<String> name, Optional<String> only) {
    if (name.isPresent() && only.isPresent()) {
      throw Stop.usage("--target and --only are both given", "give one of them");
    }
    Predicate<FleetTarget> isMeant =
        name.<Predicate<FleetTarget>>map(one -> target -> target.id().equals(one))
            .or(() -> only.map(FleetContext::only))
            .orElse(target -> true);
    List<FleetTarget> targets = fleet.targets().stream().filter(isMeant).toList();
    if (!targets.isEmpty()) return targets;
    List<String> all = fleet.targets().stream().map(FleetTarget::id).toList();
    throw Stop.usage(
        "%s has no target %s"
            .formatted(fleet.file().path(), name.orElseGet(() -> "with " + only.orElseThrow())),
        name.map(one -> Suggestion.among(one, all)).orElse("see the waves and labels in the file"));
  }

  private static Predicate<FleetTarget> only(String text) {
    Predicate<FleetTarget> all = target -> true;
    for (String part : text.split(",", -1)) {
      int sign = part.indexOf('=');
      if (sign < 1 || sign == part.length() - 1) {
        throw Stop.usage("'%s' is not a list of KEY=VALUE".formatted(text), "write it as wave=0");
      }
      String key = part.substring(0, sign);
      String value = part.substring(sign + 1);
      all =
          all.and(
              key.equals(WAVE)
                  ? target -> String.valueOf(target.wave()).equals(value)
                  : target -> value.equals(target.labels().get(key)));
    }
    return all;
  }

  /// Reports of targets, each as its task tells it, or why that failed.
  List<TargetReport> each(List<FleetTarget> some, FleetRun.Task<TargetReport> task) {
    return run(some, task).stream().map(one -> one.value().orElseGet(() -> failed(one))).toList();
  }

  /// What came of each, while a terminal shows how far it is.
  <T> List<FleetRun.Ended<T>> run(List<FleetTarget> some, FleetRun.Task<T> task) {
    StatusLine err = context.session().err();
    AtomicInteger done = new AtomicInteger();
    if (!context.has("--quiet") && !context.has("--verbose")) err.show(new Progress(done, some));
    try {
      return run.each(
          some,
          (target, options, workspace) -> {
            try {
              return task.run(target, options, workspace);
            } finally {
              done.incrementAndGet();
            }
          });
    } finally {
      err.done();
    }
  }

  /// How many targets are over.
  private record Progress(AtomicInteger done, List<FleetTarget> all)
      implements StatusLine.Progress {
    @Override
    public String whole() {
      return "%,d of %s done".formatted(done.get(), Words.count(all.size(), "target"));
    }

    @Override
    public String brief() {
      return whole();
    }
  }

  /// Why one came to nothing.
  TargetReport failed(FleetRun.Ended<?> ended) {
    FleetTarget target = ended.target();
    Throwable failure = ended.failure().orElseThrow();
    Failure told = Failure.of(failure);
    List<Finding> findings = told.stop().findings();
    String message = findings.isEmpty() ? told.stop().message() : first(findings);
    return TargetReport.failed(
        target.id(),
        target.wave(),
        told.exit().number(),
        new Problem(
            told.stop().code(),
            run.named(message, target),
            run.named(
                failure instanceof HttpFailure http ? http.next() : told.stop().next().words(),
                target)));
  }

  private static String first(List<Finding> findings) {
    Finding first = findings.stream().filter(Finding::isError).findFirst().orElseThrow();
    String at = first.at().map(SourcePosition::toString).map(place -> place + ": ").orElse("");
    String hint = first.hint().map(what -> " (" + what + ")").orElse("");
    int more = findings.size() - 1;
    return at
        + first.message()
        + hint
        + (more == 0 ? "" : ", and %s more".formatted(Words.count(more, "finding")));
  }

  /// Where the journals of a target are kept.
  String journals(FleetTarget target) {
    return context.how().auditDir().orElse(Journals.FOLDER) + "/" + target.id();
  }

  /// The folder of `--out`, which is there then.
  Optional<Path> out() {
    Optional<Path> folder = context.text("--out").map(context::path);
    try {
      if (folder.isPresent()) Files.createDirectories(folder.get());
    } catch (IOException e) {
      throw Stop.usage(
          "output",
          "can't make the folder %s".formatted(folder.orElseThrow()),
          "name a folder that may be written");
    }
    return folder;
  }

  /// Writes a document of a target, whole.
  static void write(Optional<Path> out, String name, Content document) {
    out.ifPresent(folder -> WholeFile.write(folder.resolve(name), document));
  }

  /// What all of it comes to.
  ///
  /// @param out where the document over all is written too
  CommandResult result(FleetReport.Kind kind, List<TargetReport> reports, Optional<Path> out) {
    ExitCode exit = exit(reports);
    FleetReport report = new FleetReport(kind, fleet.file().path(), exit.number(), reports);
    write(out, FILE, Content.written(to -> to.write(json(report, context.look()))));
    return ending(context.result(report::doc, look -> json(report, look)), reports);
  }

  /// How a process ends that was about several targets.
  static ExitCode exit(List<TargetReport> reports) {
    return ExitCode.first(reports.stream().map(report -> ExitCode.of(report.exit())).toList());
  }

  /// The result with that.
  CommandResult ending(CommandResult result, List<TargetReport> reports) {
    ExitCode exit = exit(reports);
    return exit == ExitCode.OK ? result : result.ending(exit, next(exit, reports));
  }

  private String json(FleetReport report, OutputStyle look) {
    return report.json(UserAgent.VERSION, context.workspace().clock().instant(), look);
  }

  private Remedy next(ExitCode exit, List<TargetReport> reports) {
    List<String> names =
        reports.stream()
            .filter(report -> report.exit() == exit.number())
            .map(TargetReport::name)
            .toList();
    return Remedy.by(
        "see what is told of %s; then run it again".formatted(Words.named(names, NAMED)),
        context.again());
  }
}

package dev.wrapup.cli;

import dev.wrapup.cli.command.Annotations;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Failure;
import dev.wrapup.cli.command.Looks;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Content;
import dev.wrapup.process.Letters;
import dev.wrapup.process.Pager;
import dev.wrapup.process.Session;
import dev.wrapup.process.Stop;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Annotation;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.json.ErrorJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// One call of the program: finds the command, runs it, and turns whatever comes of it into output
/// and an exit code.
final class Invocation {
  private static final List<String> HELP = List.of("-h", "--help", "help");

  private final Session session;

  /// As far as the arguments are understood.
  private Caller caller;

  Invocation(Session session) {
    this.session = session;
    this.caller = Caller.of(session.program());
  }

  /// Runs the command that the arguments name. Never throws: whatever goes wrong is printed.
  ExitCode execute(String... typed) {
    String[] args = helpBehind(typed);
    try {
      session.workspace().requireClock();
      if (args.length == 0) throw noCommand();
      Letters.holdWhole("the name of this folder", System.getProperty("user.dir", ""));
      for (int i = 0; i < args.length; i++) {
        Letters.holdWhole("argument %d".formatted(i + 1), args[i]);
      }
      if (HELP.contains(args[0])) return help(everything());
      if (args[0].equals("--version")) return version(args);
      return Commands.named(args[0])
          .map(command -> execute(command, args))
          .orElseGet(() -> unknown(args));
    } catch (RuntimeException | VirtualMachineError e) {
      return fail(Failure.of(e), args);
    }
  }

  /// `help plan` is `plan --help`.
  private static String[] helpBehind(String... args) {
    if (args.length < 2 || !args[0].equals("help")) return args;
    List<String> line = new ArrayList<>(List.of(args).subList(1, args.length));
    line.removeAll(HELP);
    line.add("--help");
    return line.toArray(String[]::new);
  }

  /// Exits of results that say by themselves what is to be done: beside them `--quiet` leaves out
  /// the remedy.
  private static final Set<ExitCode> SELF_EXPLANATORY =
      Set.of(ExitCode.REFUSED, ExitCode.PENDING, ExitCode.DRIFT);

  private ExitCode execute(Command command, String[] args) {
    CommandSpec spec = command.spec();
    CommandLine line = line(root().addSubcommand(spec.name(), new CommandLine(spec)));
    ParseResult asked = parse(line, args);
    if (asked.isUsageHelpRequested()) {
      return help(asked.commandSpec().commandLine());
    }
    Context context = Context.of(asked, session, Commands::spec);
    caller = context.caller();
    CommandResult result;
    try {
      result = command.run(context);
    } finally {
      session.err().end();
    }
    boolean isNote = context.has("--quiet") && SELF_EXPLANATORY.contains(result.exit());
    CommandResult told = isNote ? result.withoutNext() : result;
    boolean isPaged =
        context.options().commandSpec().optionsMap().containsKey(Options.NO_PAGER)
            && !context.has(Options.NO_PAGER)
            && context.format().equals("text");
    if (isPaged && isPaged(told.output())) told = told.printing("");
    return print(context.session(), told, context.format());
  }

  /// Whether a report was shown by the user's pager, since it is longer than the screen.
  private boolean isPaged(Content report) {
    Session.Terminal terminal = session.terminal();
    if (!terminal.out() || terminal.rows().isEmpty()) return false;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      report.writeTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String told = text.toString(StandardCharsets.UTF_8);
    return told.lines().count() > terminal.rows().get()
        && Pager.of(session.workspace().variables()).filter(pager -> pager.show(told)).isPresent();
  }

  private static ParseResult parse(CommandLine line, String... args) {
    try {
      return Mistyped.parse(line, args);
    } catch (ParameterException e) {
      throw new Mistyped(everything(), List.of(args)).stop(e);
    }
  }

  private ExitCode unknown(String[] args) {
    parse(everything(), args);
    throw noCommand();
  }

  private static Stop noCommand() {
    return Stop.usage("no command is given", Remedy.by("see", ShellCommand.own("--help")));
  }

  private ExitCode help(CommandLine line) {
    line.getCommandSpec().usageMessage().width(Looks.ofErrors(session).columns());
    session.out().print(line.getUsageMessage());
    return ExitCode.OK;
  }

  private ExitCode version(String... args) {
    boolean isVerbose = args.length == 2 && List.of("-v", "--verbose").contains(args[1]);
    if (args.length > 1 && !isVerbose) {
      throw Stop.usage(
          "--version takes nothing but -v", Remedy.by("see", ShellCommand.own("--help")));
    }
    session.out().print(isVerbose ? Version.lines() : Version.line() + "\n");
    return ExitCode.OK;
  }

  private static CommandSpec root() {
    return Options.command(
        "wrapup",
        ABOUT,
        "export --sandbox --out wrapupcodes.yaml",
        Options.help(),
        Options.flag("Show the version; with -v also what Java runs it.", "--version"));
  }

  private static final String ABOUT = "Keeps an organization's wrap-up codes as Git declares them.";

  /// The program with all its commands, for help and completion.
  static CommandLine everything() {
    CommandSpec root = root();
    for (Command command : Commands.all()) {
      CommandSpec spec = command.spec();
      root.addSubcommand(spec.name(), new CommandLine(spec));
    }
    CommandSpec help = named(root);
    help.name("help");
    help.usageMessage().description("Show how a command is used.").footer("  wrapup help plan");
    root.addSubcommand("help", new CommandLine(help));
    return line(root);
  }

  /// A command and those below it by their names alone, as they stand behind `help`.
  private static CommandSpec named(CommandSpec command) {
    CommandSpec named = Options.command(command.name(), "", "", Options.help());
    named
        .usageMessage()
        .description(command.usageMessage().description())
        .footer(command.usageMessage().footer());
    command
        .subcommands()
        .forEach(
            (name, below) ->
                named.addSubcommand(name, new CommandLine(named(below.getCommandSpec()))));
    return named;
  }

  /// Arguments are taken as they are: a code or a person that begins with `@` names no file from
  /// which more arguments are read.
  private static CommandLine line(CommandSpec root) {
    return new CommandLine(root).setExpandAtFiles(false);
  }

  private ExitCode fail(Failure failure, String... args) {
    String format = format(args);
    Stop stop = failure.stop();
    OutputStyle look = Looks.ofErrors(session);
    Content document = format.equals("json") ? json(failure, caller, look) : Content.of("");
    if (stop.findings().isEmpty()) {
      session.err().println("error: " + Visible.text(stop.message(), look));
    } else {
      Instant now = session.workspace().clock().instant();
      Doc report = FindingsDoc.of(List.of(), stop.findings(), stop.message(), Main.VERSION, now);
      session.err().print(Renderers.render(report, "text", look));
      // elsewhere these are what keeps a command from its own document
      boolean isPage = Renderers.FORMATS.contains(format) && !format.equals("text");
      boolean areAsked = args[0].equals("validate") && isPage;
      if (areAsked) document = Content.of(Renderers.render(report, format, look));
    }
    CommandResult result =
        CommandResult.of(document)
            .with(() -> annotations(stop))
            .ending(failure.exit(), stop.next());
    return print(session, result, format);
  }

  /// Prints what came of a command.
  private ExitCode print(Session session, CommandResult result, String format) {
    boolean isAnnotations = result.annotations().isPresent() && format.equals(Annotations.FORMAT);
    String annotations =
        result
            .annotations()
            .filter(told -> isAnnotations || Looks.isGitHubActions(session))
            .map(told -> Annotations.render(told.get(), session.workspace()))
            .orElse("");
    print(session, isAnnotations ? Content.of(annotations) : result.output());
    if (!isAnnotations) session.err().print(annotations);
    session.err().print(result.errors());
    result.next().ifPresent(next -> next(session, caller.line(next)));
    return result.exit();
  }

  /// Prints a result; the session's output keeps why it can't.
  static void print(Session session, Content content) {
    try {
      content.writeTo(session.out());
    } catch (IOException e) {
      throw Stop.error(
          "output",
          "the result is too long for the memory and the temporary folder",
          "make room in the temporary folder, or ask for another --format");
    }
  }

  /// The one line that says what to do.
  static void next(Session session, String what) {
    session.err().println("next: " + Visible.text(what, Looks.ofErrors(session)));
  }

  /// A failure as a document.
  static Content json(Failure failure, Caller caller, OutputStyle look) {
    Stop stop = failure.stop();
    return Content.written(
            out ->
                ErrorJson.write(
                    failure.exit().number(),
                    stop.code(),
                    stop.message(),
                    caller.line(stop.next()),
                    stop.findings(),
                    look,
                    out))
        .held();
  }

  private static List<Annotation> annotations(Stop stop) {
    return stop.findings().isEmpty()
        ? List.of(Annotation.error(stop.code(), stop.message()))
        : stop.findings().stream().map(Annotation::of).toList();
  }

  /// The format that the arguments ask for, even if they are wrong otherwise.
  static String format(String... args) {
    String format = "";
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--format=")) format = args[i].substring("--format=".length());
      else if (args[i].equals("--format") && i + 1 < args.length) format = args[i + 1];
    }
    return format;
  }
}

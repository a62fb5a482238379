package dev.wrapup.cli;

import dev.wrapup.apply.Completion;
import dev.wrapup.audit.Recorded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `audit`: what journals say, whether they can be trusted, and how they end.
final class AuditCommand implements Command {
  static final String KEY = "WRAPUP_JOURNAL_KEY";
  static final String FOLDER = ".wrapup/audit";
  static final String JOURNAL = FOLDER + "/2026-01-01T12-00-00Z-7b3f.jsonl";

  private static List<Command> parts() {
    return List.of(new VerifyCommand(), new ReportCommand(), new ResumeCommand());
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "audit", "Look into the journals of earlier applies.", "audit verify " + JOURNAL);
    for (Command part : parts()) {
      CommandSpec sub = part.spec();
      spec.addSubcommand(sub.name(), sub);
    }
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    if (!options.hasSubcommand()) {
      throw Stop.usage("audit needs to be told what to do", "see: wrapup audit --help");
    }
    ParseResult asked = options.subcommand();
    String name = asked.commandSpec().name();
    return parts().stream()
        .filter(part -> part.spec().name().equals(name))
        .findFirst()
        .orElseThrow()
        .run(asked, session);
  }

  /// The journals that a command is about.
  ///
  /// @param least how many have to be named
  static PositionalParamSpec files(int least, String description) {
    return PositionalParamSpec.builder()
        .paramLabel("FILE")
        .arity(least + "..*")
        .required(least > 0)
        .index("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  static List<Path> files(ParseResult options, Session session) {
    return options.matchedPositionalValue(0, List.<String>of()).stream()
        .map(session::path)
        .toList();
  }

  static OptionSpec folderOption() {
    return Options.value("--audit-dir", "DIR", "Where journals are kept. Default: " + FOLDER);
  }

  /// Where journals are kept.
  static Path folder(ParseResult options, Session session) {
    return session.path(Options.text(options, "--audit-dir").orElse(FOLDER));
  }

  /// A journal that is to be worked with.
  ///
  /// @throws Stop if a record of it can't be trusted
  static Recorded sound(Path path, Optional<byte[]> key) {
    Recorded journal = Recorded.read(path, key);
    if (journal.broken().isEmpty()) return journal;
    throw new Stop(
        ExitCode.ERROR,
        "broken-journal",
        "%s is broken at record %d: %s"
            .formatted(path, journal.broken().get().number(), journal.broken().get().reason()),
        "don't rely on it; compare with the head that the run printed");
  }

  /// A line about a journal that was completed.
  static String told(Completion.Completed journal) {
    String events =
        journal.told().accepted() + journal.told().failed() == 0
            ? ""
            : "; webhooks: %d accepted, %d not"
                .formatted(journal.told().accepted(), journal.told().failed());
    return "completed the journal of a run that was cut short: %s (%d changes looked up%s)"
        .formatted(journal.path(), journal.decided(), events);
  }

  /// What journals are signed with.
  static Optional<byte[]> key(Session session) {
    return session.variable(KEY).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}

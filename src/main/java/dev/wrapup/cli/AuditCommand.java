package dev.wrapup.cli;

import dev.wrapup.apply.Completion;
import dev.wrapup.audit.Recorded;
import dev.wrapup.report.Look;
import dev.wrapup.report.VerifyReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `audit`: what journals say, and whether they can be trusted.
final class AuditCommand implements Command {
  static final String KEY = "WRAPUP_JOURNAL_KEY";
  static final String FOLDER = ".wrapup/audit";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "audit",
            "Look into the journals of earlier applies.",
            "audit verify .wrapup/audit/2026-01-01T12-00-00Z-7b3f0c11.jsonl");
    CommandSpec verify =
        Options.command(
            "verify",
            "Check that journals are whole and unchanged.",
            "audit verify .wrapup/audit/2026-01-01T12-00-00Z-7b3f0c11.jsonl");
    verify.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1..*")
            .index("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Journals; all must be intact and closed.")
            .build());
    Options.addOutput(verify, "text", "json");
    spec.addSubcommand("verify", verify);
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    if (!options.hasSubcommand()) {
      throw Stop.usage("audit needs to be told what to do", "see: wrapup audit --help");
    }
    return verify(options.subcommand(), session);
  }

  private static ExitCode verify(ParseResult options, Session session) {
    String format = Options.word(options, "--format", "text", "json");
    Look look = Looks.of(options, session);
    Optional<byte[]> key = key(session);
    List<Recorded> journals = new ArrayList<>();
    for (String name : options.matchedPositionalValue(0, List.<String>of())) {
      journals.add(Recorded.read(session.path(name), key));
    }
    VerifyReport report = new VerifyReport(journals);
    session.out().print(format.equals("json") ? report.json(look) : report.text(look));
    if (journals.stream().allMatch(Recorded::isClosed)) return ExitCode.OK;
    boolean open = journals.stream().anyMatch(Recorded::isOpen);
    Output.next(
        session,
        open
            ? "let the next apply complete what was cut short"
            : "compare with the head that the run printed; don't rely on what follows the break");
    return ExitCode.ERROR;
  }

  /// Where journals are kept.
  static Path folder(ParseResult options, Session session) {
    return session.path(Options.text(options, "--audit-dir").orElse(FOLDER));
  }

  /// A line about a journal that was completed.
  static String told(Completion.Completed journal) {
    String events =
        journal.told().accepted() + journal.told().failed() == 0
            ? ""
            : "; %d webhooks accepted, %d not"
                .formatted(journal.told().accepted(), journal.told().failed());
    return "completed the journal of a run that was cut short: %s (%d changes looked up%s)"
        .formatted(journal.path(), journal.decided(), events);
  }

  static Optional<byte[]> key(Session session) {
    return session.variable(KEY).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}

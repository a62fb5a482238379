package dev.wrapup.cli;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.audit.Recorded;
import dev.wrapup.report.AuditHtml;
import dev.wrapup.report.AuditJson;
import dev.wrapup.report.AuditMarkdown;
import dev.wrapup.report.Budget;
import dev.wrapup.report.Look;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `audit report`: what a run did, read from its journal alone.
final class ReportCommand implements Command {
  private static final String[] FORMATS = {"markdown", "html", "json"};

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "report",
            "Tell what a run did, from its journal alone.",
            "audit report --format html --out audit.html run.jsonl");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .index("0")
            .type(String.class)
            .description("The journal of one run.")
            .build());
    spec.addOption(Options.value("--out", "FILE", "Write the report to this file instead."));
    Options.addOutput(spec, FORMATS);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format", FORMATS);
    Look look = Looks.of(options, session);
    Path file = session.path(options.matchedPositionalValue(0, ""));
    Recorded journal = Recorded.read(file, Journals.key(session));
    String report = render(format, AuditReport.of(journal), look);
    Optional<String> out = Options.text(options, "--out");
    if (out.isPresent()) Output.write(session.path(out.get()), report);
    else session.out().print(report);
    if (journal.isClosed()) return ExitCode.OK;
    Output.next(
        session,
        journal.isOpen()
            ? "the run was cut short; complete its journal: wrapup audit resume"
            : "the journal is broken: don't rely on what follows the break (wrapup audit verify)");
    return ExitCode.ERROR;
  }

  private static String render(String format, AuditReport report, Look look) {
    return switch (format) {
      case "json" -> AuditJson.render(report, look);
      case "html" -> AuditHtml.render(report, look);
      default -> AuditMarkdown.render(report, look, Budget.SUMMARY);
    };
  }
}

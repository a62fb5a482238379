package dev.wrapup.cli;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.audit.Copies;
import dev.wrapup.audit.Recorded;
import dev.wrapup.report.AuditDoc;
import dev.wrapup.report.AuditJson;
import dev.wrapup.report.Budget;
import dev.wrapup.report.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `audit report`: what a run did, read from its journal alone.
final class ReportCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "report",
            "Tell what a run did, from its journal alone.",
            "audit report --format html --out audit.html run.jsonl");
    spec.addPositional(
        Journals.files(1, "The journal of one run; of several copies the closed one is told."));
    spec.addOption(Options.value("--out", "FILE", "Write the report to this file instead."));
    Options.addOutput(spec, "markdown", "html", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    Recorded journal = journal(Journals.files(options, session), options, session);
    Output.Content report = content(format, AuditReport.of(journal), look);
    Optional<String> out = Options.text(options, "--out");
    if (out.isPresent()) Output.write(session.path(out.get()), report);
    else Output.print(session, report);
    if (journal.isClosed()) return ExitCode.OK;
    Output.next(
        session,
        journal.isOpen()
            ? "the run was cut short; complete its journal: "
                + Journals.resume(List.of(journal.path()))
            : "the journal is broken: don't rely on what follows the break (wrapup audit verify)");
    return ExitCode.ERROR;
  }

  /// The journal that is meant. An old copy of one that was closed since stands for that.
  private static Recorded journal(List<Path> files, ParseResult options, Session session) {
    Optional<byte[]> key = Journals.key(session);
    Recorded first = Recorded.read(files.getFirst(), key);
    if (first.isClosed() && files.size() == 1) return first;
    Copies copies = Journals.copies(files, key);
    Optional<Recorded> newer = copies.newer(first);
    Recorded meant = newer.orElse(first);
    for (Path file : files) {
      Recorded other = Recorded.read(file, key);
      boolean isCopy =
          other.records() > 0
              && meant.records() > 0
              && other.broken().isEmpty()
              && meant.broken().isEmpty()
              && other.run().id().equals(meant.run().id());
      if (isCopy || files.size() == 1) continue;
      throw Stop.usage(
          "%s is of another run than %s".formatted(file, first.path()),
          "report one run at a time; only copies of one journal are named together");
    }
    if (newer.isPresent()) {
      Output.note(
          options,
          session,
          "%s is an older copy of %s, which is told".formatted(first.path(), meant.path()));
    }
    return meant;
  }

  private static Output.Content content(String format, AuditReport report, Look look) {
    return switch (format) {
      case "json" -> Output.Content.written(out -> AuditJson.write(report, look, out));
      case "html" -> Output.Content.of(AuditDoc.of(report).render(format, look));
      default -> Output.Content.of(AuditDoc.of(report).markdown(look, Budget.SUMMARY));
    };
  }
}

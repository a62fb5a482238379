package dev.wrapup.cli.audit;

import dev.wrapup.app.Journals;
import dev.wrapup.cli.command.Annotations;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Content;
import dev.wrapup.report.audit.AuditDoc;
import dev.wrapup.report.audit.AuditJson;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.format.Annotation;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.format.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `audit report`: what a run did, read from its journal alone.
public final class ReportCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
        "report",
        "Report what a run did, from its journal alone.",
        "audit report --format html --out audit.html run.jsonl",
        Options.journals(1, "The journal of one run; of several copies the closed one is told."),
        Options.value("--out", "FILE", "Write the report to this file instead."),
        Options.pagedReport("markdown", "html"));
  }

  @Override
  public CommandResult run(Context context) {
    OutFile out = OutFile.of(context);
    ParsedJournal journal = Journals.meant(context.paths(), context.workspace());
    AuditReport audit = AuditReport.of(journal);
    Optional<Remedy> remedy = remedy(audit);
    Optional<Next> next =
        remedy.map(what -> new Next(Phrase.NONE, List.of(context.caller().step(what))));
    Doc doc = AuditDoc.of(audit, context.workspace().zone(), next);
    boolean isForRunner = context.format().equals(Annotations.FORMAT);
    OutputStyle look = context.look();
    Content report =
        switch (context.format()) {
          case "json" -> Content.written(to -> AuditJson.write(audit, next, look, to));
          case "markdown" -> Content.of(Renderers.markdown(doc, look, SizeLimit.SUMMARY));
          case Annotations.FORMAT ->
              Content.of(Annotations.render(annotations(doc, next), context.workspace()));
          default -> Content.of(Renderers.render(doc, context.format(), look));
        };
    out.write("report", context.format(), report);
    CommandResult result =
        out.name().isPresent() ? CommandResult.NOTHING : CommandResult.of(report.held());
    if (isForRunner && out.name().isEmpty()) result = result.with(() -> annotations(doc, next));
    return journal.isClosed() ? result : result.ending(ExitCode.ERROR, remedy.orElseThrow());
  }

  /// What to do about what is missing; empty where there is nothing, or this can't tell.
  private static Optional<Remedy> remedy(AuditReport audit) {
    ParsedJournal journal = audit.journal();
    String file = journal.path().toString();
    if (journal.isOpen()) {
      return Optional.of(
          Remedy.by(
              "the run was cut short; complete its journal",
              ParsedJournal.resume(List.of(journal))));
    }
    if (!journal.isClosed()) {
      return Optional.of(
          Remedy.by(
              "the journal is broken: don't rely on what follows the break, which this finds",
              ShellCommand.own("audit", "verify").withOperands(List.of(file))));
    }
    if (journal.unaccepted().isEmpty()) return Optional.empty();
    ShellCommand replay = ShellCommand.own("webhook", "replay");
    return Optional.of(
        Remedy.by(
            "mend the receiver, then tell it what it missed",
            journal.about(replay).withOperands(List.of(file))));
  }

  private static List<Annotation> annotations(Doc doc, Optional<Next> next) {
    List<Annotation> annotations = new ArrayList<>(Renderers.annotations(doc));
    next.map(Next::steps)
        .map(List::getFirst)
        .flatMap(Next.Step::command)
        .ifPresent(command -> annotations.add(Annotation.notice("next", command)));
    return annotations;
  }
}

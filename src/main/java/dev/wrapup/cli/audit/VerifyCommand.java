package dev.wrapup.cli.audit;

import dev.wrapup.app.Journals;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.report.audit.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `audit verify`: whether journals are whole and unchanged.
public final class VerifyCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "verify",
        "Check that journals are whole and unchanged.",
        "audit verify " + Options.JOURNAL,
        Options.journals(1, "Journals; all must be intact and closed."),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    Optional<byte[]> key = Journals.key(context.workspace());
    List<ParsedJournal> journals = new ArrayList<>();
    for (Path file : context.paths()) journals.add(ParsedJournal.read(file, key));
    VerifyReport report = new VerifyReport(journals);
    CommandResult result = context.result(report::doc, report::json);
    return journals.stream().allMatch(ParsedJournal::isClosed)
        ? result
        : result.ending(ExitCode.ERROR, remedy(journals, key));
  }

  private static Remedy remedy(List<ParsedJournal> journals, Optional<byte[]> key) {
    List<ParsedJournal> open = journals.stream().filter(ParsedJournal::isOpen).toList();
    if (open.isEmpty()) {
      Remedy compare =
          Remedy.of(
              "compare with the head that the run printed; don't rely on what follows the break");
      return journals.stream()
          .flatMap(journal -> journal.broken().stream())
          .map(broken -> broken.next(compare))
          .reduce((one, other) -> one.equals(other) ? one : compare)
          .orElseThrow();
    }
    JournalCopies copies = Journals.copies(open.stream().map(ParsedJournal::path).toList(), key);
    List<ParsedJournal> cut = open.stream().filter(one -> copies.newer(one).isEmpty()).toList();
    return cut.isEmpty()
        ? Remedy.by(
            "verify the later copy of it",
            ShellCommand.own("audit", "verify")
                .withOperands(
                    List.of(copies.newer(open.getFirst()).orElseThrow().path().toString())))
        : Remedy.by("complete what was cut short", ParsedJournal.resume(cut));
  }
}

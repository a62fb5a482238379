package dev.wrapup.cli;

import dev.wrapup.audit.Copies;
import dev.wrapup.audit.Recorded;
import dev.wrapup.report.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `audit verify`: whether journals are whole and unchanged.
final class VerifyCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "verify",
            "Check that journals are whole and unchanged.",
            "audit verify " + Journals.EXAMPLE);
    spec.addPositional(Journals.files(1, "Journals; all must be intact and closed."));
    Options.addReport(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {

    Optional<byte[]> key = Journals.key(context);
    List<Recorded> journals = new ArrayList<>();
    for (Path file : context.files()) journals.add(Recorded.read(file, key));
    VerifyReport report = new VerifyReport(journals);
    CommandResult result = context.result(report::doc, report::json);
    return journals.stream().allMatch(Recorded::isClosed)
        ? result
        : result.ending(ExitCode.ERROR, remedy(journals, key));
  }

  private static String remedy(List<Recorded> journals, Optional<byte[]> key) {
    List<Recorded> open = journals.stream().filter(Recorded::isOpen).toList();
    if (open.isEmpty()) {
      return "compare with the head that the run printed; don't rely on what follows the break";
    }
    Copies copies = Journals.copies(open.stream().map(Recorded::path).toList(), key);
    List<Path> cut =
        open.stream().filter(one -> copies.newer(one).isEmpty()).map(Recorded::path).toList();
    return cut.isEmpty()
        ? "verify the later copy of it: " + copies.newer(open.getFirst()).orElseThrow().path()
        : "complete what was cut short: " + Journals.resume(cut);
  }
}

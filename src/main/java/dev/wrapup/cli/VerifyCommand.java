package dev.wrapup.cli;

import dev.wrapup.audit.Recorded;
import dev.wrapup.report.Look;
import dev.wrapup.report.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

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
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format", "text", "json");
    Look look = Looks.of(options, session);
    Optional<byte[]> key = Journals.key(session);
    List<Recorded> journals = new ArrayList<>();
    for (Path file : Journals.files(options, session)) journals.add(Recorded.read(file, key));
    VerifyReport report = new VerifyReport(journals);
    session.out().print(format.equals("json") ? report.json(look) : report.text(look));
    if (journals.stream().allMatch(Recorded::isClosed)) return ExitCode.OK;
    List<Path> open = journals.stream().filter(Recorded::isOpen).map(Recorded::path).toList();
    Output.next(
        session,
        !open.isEmpty()
            ? "complete what was cut short: " + Journals.resume(open)
            : "compare with the head that the run printed; don't rely on what follows the break");
    return ExitCode.ERROR;
  }
}

import dev.wrapup.app.*;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Value;
import dev.wrapup.process.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sets a text of one code: UpdateCode ID FIELD TEXT. Variables say where, and who is told.
public final class UpdateCode {
  public static void main(String[] args) throws Exception {
    var here = Workspace.of(Path.of(""), System.getenv());
    var deadline = Deadline.after(Duration.ofMinutes(5));
    try (Connection live = Connection.open(RunOptions.of(), here, deadline)) {
      live.identify();
      var target = live.target();
      var field = live.dialect().field(args[1]).orElseThrow();
      var wanted = List.of(live.code(args[0]).with(field, new Value.Text(args[2])));
      var guard = Optional.of(target.environment());
      String yaml =
          ExportWriter.write(
              live.dialect(), guard, target.organization(), false, wanted, Optional.empty(), true);
      Files.writeString(Path.of("edit.yaml"), yaml);
    }
    Apply apply = new Apply(RunOptions.of("edit.yaml"), ApplyOptions.DEFAULT, here, deadline);
    var applied = apply.run(Review.NONE, UpdateCode::warn).orElseThrow(); // unless refused
    Path journal = Path.of(applied.facts().journal().orElseThrow()); // unless it is so already
    System.out.println(AuditReport.of(ParsedJournal.read(journal, Journals.key(here))).metrics());
  }

  private static boolean warn(Planned planned) {
    planned.warnings().forEach(System.err::println);
    return true;
  }
}

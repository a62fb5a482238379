import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;

/// Tells what files would change: PlanFiles FILE… Variables say in which organization.
public final class PlanFiles {
  public static void main(String[] args) {
    var here = Workspace.of(Path.of(""), System.getenv());
    var deadline = Deadline.after(Duration.ofMinutes(1));
    try (Connection connection = Connection.open(RunOptions.of(args), here, deadline)) {
      Planned planned = Planned.make(connection, DesiredInputs.read(connection), Review.NONE);
      for (var change : planned.plan().changes()) {
        System.out.println(change.effect().action().word() + " " + change.code());
      }
      System.out.println(planned.plan().digest());
    }
  }
}

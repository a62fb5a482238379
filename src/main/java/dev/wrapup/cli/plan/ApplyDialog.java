package dev.wrapup.cli.plan;

import dev.wrapup.app.Apply;
import dev.wrapup.app.Planned;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.journal.Result;
import dev.wrapup.model.Target;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Stop;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Renderers;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// What a person sees of an apply before its result: what stands in its way, the plan and the
/// question whether to apply it, its warnings, and how far it is.
final class ApplyDialog implements Apply.Listener, AutoCloseable {
  /// So many warnings are told before the changes are made.
  private static final int WARNINGS = 20;

  private final Context context;
  private final boolean mustAsk;
  private final Runnable beforeWrites;
  private CommandResult obstacle = CommandResult.NOTHING;
  private Optional<Progress> progress = Optional.empty();

  /// @param beforeWrites is done once nothing stands in the way
  ApplyDialog(Context context, boolean mustAsk, Runnable beforeWrites) {
    this.context = context;
    this.mustAsk = mustAsk;
    this.beforeWrites = beforeWrites;
  }

  @Override
  public boolean begin(Planned planned) {
    PlanMetadata made = context.facts(planned.requests());
    if (!planned.mayBeApplied()) {
      obstacle = PlanCommand.result(planned, made, context);
      return false;
    }
    boolean isEmpty = planned.plan().changes().isEmpty();
    if (!mustAsk) warn(planned);
    else if (!isEmpty) ask(planned, made);
    beforeWrites.run();
    boolean isWanted = !isEmpty && !context.has("--quiet") && !context.has("--verbose");
    if (isWanted) progress = Optional.of(new Progress(planned.plan(), context));
    return true;
  }

  @Override
  public void step(Result result) {
    progress.ifPresent(Progress::step);
  }

  @Override
  public void end() {
    progress.ifPresent(Progress::close);
    progress = Optional.empty();
  }

  @Override
  public void close() {
    end();
  }

  /// Why nothing was begun.
  CommandResult obstacle() {
    return obstacle;
  }

  /// Tells what the changes may break before they are made, where no plan is shown.
  private void warn(Planned planned) {
    List<String> warnings = planned.warnings();
    warnings.stream().limit(WARNINGS).forEach(line -> context.note("warning: " + line));
    int more = warnings.size() - WARNINGS;
    if (more > 0) {
      context.note("and %s, told with what was made".formatted(Words.count(more, "more warning")));
    }
  }

  private void ask(Planned planned, PlanMetadata made) {
    PrintStream err = context.session().err();
    OutputStyle errors = context.errors();
    err.print(Renderers.render(planned.doc(made.asking()), "text", errors));
    Target target = planned.plan().target();
    String place = "%s at %s".formatted(target.environment(), target.baseUrl());
    String question =
        "%nApply this to %s? Only 'yes' does: ".formatted(Visible.text(place, errors));
    if (context.session().ask(question).filter("yes"::equalsIgnoreCase).isPresent()) return;
    throw Stop.usage(
        "not-confirmed", "not confirmed; nothing was changed", "answer 'yes' to apply the plan");
  }
}

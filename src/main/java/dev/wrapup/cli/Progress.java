package dev.wrapup.cli;

import dev.wrapup.journal.Result;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.report.Visible;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/// How far an apply is: a bar on a terminal, a line every few seconds elsewhere, on standard error.
final class Progress implements AutoCloseable {
  private static final int WIDTH = 26;
  private static final int REDRAW_MILLIS = 100;
  private static final int LINE_MILLIS = 5000;

  private final Optional<ProgressBar> bar;

  private Progress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  /// Begins at none of a plan's changes. Says nothing where the user wants no notes, or sees each
  /// request anyway.
  static Progress start(Plan plan, Connection connection, Context context) {
    if (context.has("--quiet") || context.has("--verbose")) {
      return new Progress(Optional.empty());
    }
    boolean isTerminal = context.session().terminal().err();
    String title =
        "Applying %s to %s"
            .formatted(
                Words.count(plan.changes().size(), "change"),
                Visible.text(connection.target().environment(), context.errors()));
    ProgressBarConsumer screen =
        isTerminal
            ? new ConsoleProgressBarConsumer(
                context.session().err(), context.session().terminal().columns())
            : new DelegatingProgressBarConsumer(line -> line(line, context), WIDTH * 4);
    return new Progress(
        Optional.of(
            ProgressBar.builder()
                .setInitialMax(plan.changes().size())
                .setUpdateIntervalMillis(isTerminal ? REDRAW_MILLIS : LINE_MILLIS)
                .setConsumer(screen)
                .setRenderer((state, width) -> isTerminal ? bar(title, state) : told(title, state))
                .build()));
  }

  private static void line(String line, Context context) {
    if (!line.isBlank()) context.session().err().println(line.strip());
  }

  private static String bar(String title, ProgressState state) {
    int full = (int) (WIDTH * state.getNormalizedProgress());
    return "%s  %s%s  %,d/%,d  %s"
        .formatted(
            title,
            "━".repeat(full),
            "┄".repeat(WIDTH - full),
            state.getCurrent(),
            state.getMax(),
            elapsed(state));
  }

  /// A run that is over before the first line is due needs none, and its end is told by the result.
  private static String told(String title, ProgressState state) {
    boolean isShort = state.getElapsedAfterStart().toMillis() < LINE_MILLIS;
    return isShort || state.getCurrent() == state.getMax()
        ? ""
        : "%s: %,d done after %s".formatted(title, state.getCurrent(), elapsed(state));
  }

  private static String elapsed(ProgressState state) {
    return "%.1f s".formatted(state.getElapsedAfterStart().toMillis() / 1000.0);
  }

  /// Counts a change that is over, whatever came of it.
  void step(Result result) {
    bar.ifPresent(ProgressBar::step);
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}

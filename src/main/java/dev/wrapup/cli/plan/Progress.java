package dev.wrapup.cli.plan;

import dev.wrapup.cli.command.Context;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.process.StatusLine;
import dev.wrapup.report.doc.Visible;
import java.util.concurrent.atomic.AtomicInteger;

/// How far an apply is: a bar on a terminal, a line every few seconds elsewhere, on standard error.
final class Progress implements StatusLine.Progress, AutoCloseable {
  private static final int WIDTH = 26;

  private final StatusLine err;
  private final boolean isTerminal;
  private final String title;
  private final int all;
  private final AtomicInteger done = new AtomicInteger();
  private final long begin = System.nanoTime();

  /// Begins at none of a plan's changes.
  Progress(Plan plan, Context context) {
    this.err = context.session().err();
    this.isTerminal = context.session().terminal().err();
    this.all = plan.changes().size();
    this.title =
        "Applying %s to %s"
            .formatted(
                Words.count(all, "change"),
                Visible.text(plan.target().environment(), context.errors()));
    err.show(this);
  }

  @Override
  public String whole() {
    String elapsed = "%.1f s".formatted((System.nanoTime() - begin) / 1e9);
    if (!isTerminal) return "%s: %,d done after %s".formatted(title, done.get(), elapsed);
    int full = WIDTH * done.get() / all;
    String bar = "━".repeat(full) + "┄".repeat(WIDTH - full);
    return "%s  %s  %,d/%,d  %s".formatted(title, bar, done.get(), all, elapsed);
  }

  @Override
  public String brief() {
    return "%s: %,d done".formatted(title, done.get());
  }

  /// Counts a change that is over, whatever came of it.
  void step() {
    done.incrementAndGet();
  }

  @Override
  public void close() {
    err.done();
  }
}

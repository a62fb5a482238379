package dev.wrapup.cli.plan;

import dev.wrapup.cli.command.Context;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.process.Session;
import dev.wrapup.report.doc.Visible;
import java.util.concurrent.atomic.AtomicInteger;

/// How far an apply is: a bar on a terminal, a line every few seconds elsewhere, on standard error.
final class Progress implements AutoCloseable {
  private static final int WIDTH = 26;
  private static final int REDRAW_MILLIS = 100;
  private static final int LINE_MILLIS = 5000;

  private final Session session;
  private final String title;
  private final int all;
  private final AtomicInteger done = new AtomicInteger();
  private final long begin = System.nanoTime();
  private final Thread teller = Thread.ofPlatform().daemon().name("progress").unstarted(this::tell);

  /// Begins at none of a plan's changes.
  Progress(Plan plan, Context context) {
    this.session = context.session();
    this.all = plan.changes().size();
    this.title =
        "Applying %s to %s"
            .formatted(
                Words.count(all, "change"),
                Visible.text(plan.target().environment(), context.errors()));
    teller.start();
  }

  private void tell() {
    try {
      while (!session.terminal().err()) {
        Thread.sleep(LINE_MILLIS);
        session.err().println("%s: %,d done after %s".formatted(title, done.get(), elapsed()));
      }
      while (true) {
        draw();
        Thread.sleep(REDRAW_MILLIS);
      }
    } catch (InterruptedException e) {
      // all are over
    }
  }

  /// Over the line that is there, and never longer than that.
  private void draw() {
    int full = WIDTH * done.get() / all;
    String bar = "━".repeat(full) + "┄".repeat(WIDTH - full);
    String line = "%s  %s  %,d/%,d  %s".formatted(title, bar, done.get(), all, elapsed());
    session.err().print("\r" + line.substring(0, Math.min(line.length(), columns() - 1)));
    session.err().flush();
  }

  private int columns() {
    return Math.max(2, session.terminal().columns());
  }

  private String elapsed() {
    return "%.1f s".formatted((System.nanoTime() - begin) / 1e9);
  }

  /// Counts a change that is over, whatever came of it.
  void step() {
    done.incrementAndGet();
  }

  @Override
  public void close() {
    teller.interrupt();
    try {
      teller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!session.terminal().err()) return;
    draw();
    session.err().println();
  }
}

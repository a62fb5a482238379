package dev.wrapup.process;

import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.text.CharWidth;
import dev.wrapup.model.text.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Standard error, and what the run waits for: on a terminal one line beneath what was printed,
/// that is drawn over and erased; elsewhere lines of their own, of which there are few.
/// Thread-safe.
public final class StatusLine extends PrintStream implements Deadline.Teller {
  /// How soon a wait is told.
  ///
  /// @param first a shorter one is not
  /// @param every so often at most, where lines stay
  public record Pace(Duration first, Duration every) {
    static final Pace ON_TERMINAL = new Pace(Duration.ofSeconds(1), Duration.ZERO);
    static final Pace ELSEWHERE = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(5));

    /// Nothing is told, however long it takes.
    public static final Pace NEVER = new Pace(Duration.ofDays(1), Duration.ofDays(1));
  }

  /// How far a run is.
  public interface Progress {
    /// As long as nothing is waited for in particular.
    String whole();

    String brief();
  }

  private static final int REDRAW_MILLIS = 100;

  /// What is waited for one after the other is one wait, unless there is more between.
  private static final long GAP = Duration.ofMillis(250).toNanos();

  private final Line line;
  private final boolean isTerminal;
  private final int columns;
  private final Pace pace;

  /// Guards all below. Nothing is printed under it, and no other lock is taken.
  private final Object lock = new Object();

  private final Set<Waiting> waits = new LinkedHashSet<>();
  private Optional<Progress> progress = Optional.empty();
  private Optional<Thread> teller = Optional.empty();
  private long since;
  private long ended = System.nanoTime() - GAP;
  private Optional<Long> told = Optional.empty();
  private boolean isOver;

  /// @param err where it goes
  public StatusLine(OutputStream err, Session.Terminal terminal, Pace pace) {
    this(new Line(err), terminal, pace);
  }

  private StatusLine(Line line, Session.Terminal terminal, Pace pace) {
    super(line, true, StandardCharsets.UTF_8);
    this.line = line;
    this.isTerminal = terminal.err();
    this.columns = Math.max(2, terminal.columns());
    this.pace = pace;
  }

  /// Begins and ends at times of [System#nanoTime()], as all here.
  private final class Waiting implements Deadline.Wait {
    private final String why;
    private final long begin = System.nanoTime();
    private final Optional<Long> end;

    Waiting(String why, Optional<Duration> most) {
      this.why = why;
      this.end = most.map(time -> begin + time.toNanos());
    }

    @Override
    public void close() {
      synchronized (lock) {
        waits.remove(this);
        if (waits.isEmpty()) ended = System.nanoTime();
      }
    }

    private String words(long from, long now) {
      Duration left = Duration.ofNanos(Math.max(0, end.orElse(now) - now));
      return "%s so far: waiting %s".formatted(seconds(from, now), why)
          + (left.toSeconds() > 0 ? ", %s more".formatted(Words.duration(left)) : "");
    }
  }

  private static String seconds(long from, long now) {
    Duration time = Duration.ofNanos(now - from);
    return time.toMinutes() > 0 ? Words.duration(time) : time.toSeconds() + " s";
  }

  @Override
  public Deadline.Wait begin(String why, Optional<Duration> most) {
    Waiting wait = new Waiting(Finding.bounded(why), most);
    synchronized (lock) {
      if (waits.isEmpty() && progress.isEmpty() && wait.begin - ended > GAP) since = wait.begin;
      waits.add(wait);
      start();
    }
    return wait;
  }

  /// Shows how far the run is, until it is [#done()].
  public void show(Progress far) {
    synchronized (lock) {
      progress = Optional.of(far);
      since = System.nanoTime();
      start();
    }
  }

  /// Leaves the last of a progress on a terminal.
  public void done() {
    Optional<Progress> last;
    synchronized (lock) {
      last = progress;
      progress = Optional.empty();
    }
    if (isTerminal) last.ifPresent(far -> println(cut(far.whole())));
  }

  /// Tells of no wait any more.
  public void end() {
    synchronized (lock) {
      isOver = true;
    }
    line.end();
  }

  private void start() {
    if (teller.isEmpty()) {
      teller = Optional.of(Thread.ofPlatform().daemon().name("status").start(this::tell));
    } else {
      lock.notifyAll();
    }
  }

  private void tell() {
    String text = "";
    try {
      while (true) {
        synchronized (lock) {
          boolean isShown = isTerminal && !text.isEmpty();
          while (!isOver && waits.isEmpty() && progress.isEmpty() && !isShown) lock.wait();
          if (isOver) return;
          text = isTerminal ? cut(shown(text, System.nanoTime())) : due(System.nanoTime());
        }
        if (isTerminal) line.draw(text);
        else if (!text.isEmpty()) println(text);
        Thread.sleep(REDRAW_MILLIS);
      }
    } catch (InterruptedException e) {
      // nobody does this
    }
  }

  private Optional<Waiting> longest() {
    return waits.stream().findFirst();
  }

  /// What a terminal shows now; empty for nothing.
  ///
  /// @param before what it showed so far
  private String shown(String before, long now) {
    if (progress.isPresent()) return far(progress.get(), now);
    if (waits.isEmpty() && now - ended < GAP) return before;
    boolean isLong = now - since >= pace.first().toNanos();
    return longest().filter(wait -> isLong).map(wait -> wait.words(since, now)).orElse("");
  }

  /// How far the run is, and what keeps it.
  private String far(Progress far, long now) {
    return longest()
        .filter(wait -> now - wait.begin >= pace.first().toNanos())
        .map(wait -> far.brief() + ", " + wait.words(wait.begin, now))
        .orElseGet(far::whole);
  }

  /// What is printed now; empty for nothing.
  private String due(long now) {
    boolean isSoon = told.filter(last -> now - last < pace.every().toNanos()).isPresent();
    if (isSoon || now - since < pace.first().toNanos()) return "";
    String text =
        progress
            .map(far -> far(far, now))
            .or(() -> longest().map(wait -> wait.words(since, now)))
            .orElse("");
    if (!text.isEmpty()) told = Optional.of(now);
    return text;
  }

  /// As much as fits in a line of the terminal.
  private String cut(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += CharWidth.of(c);
      if (width >= columns) return text.substring(0, i);
      i += Character.charCount(c);
    }
    return text;
  }

  /// The stream, from which the line is erased before anything else is written.
  private static final class Line extends OutputStream {
    private final OutputStream out;
    private String shown = "";
    private boolean isAtStart = true;
    private boolean isOver;

    Line(OutputStream out) {
      this.out = out;
    }

    /// Shows nothing any more.
    synchronized void end() {
      draw("");
      isOver = true;
    }

    private static int width(String text) {
      return text.codePoints().map(CharWidth::of).sum();
    }

    /// Shows a text in place of the one that is there; does nothing behind half a line.
    synchronized void draw(String text) {
      if (isOver || text.equals(shown) || !isAtStart) return;
      int rest = width(shown) - width(text);
      try {
        out.write(
            ("\r" + text + " ".repeat(Math.max(0, rest)) + (text.isEmpty() ? "\r" : ""))
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        // nobody sees it
      }
      shown = text;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) return;
      draw("");
      out.write(bytes, from, length);
      isAtStart = bytes[from + length - 1] == '\n';
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void flush() throws IOException {
      out.flush();
    }
  }
}

package dev.wrapup.http.pacing;

import dev.wrapup.http.response.HttpFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Circuit breaker of one server. While open, one probe (a read) at a time is sent with exponential
/// back-off, and all other requests block until the server responds. It gives up at the deadline,
/// after [#LONGEST], or after [#FIRST_ANSWER] if the server has never responded. Thread-safe.
public final class CircuitBreaker {
  /// The longest outage of a server that has responded before.
  public static final Duration LONGEST = Duration.ofMinutes(15);

  /// The same for one that never has: it may be the wrong address.
  static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

  public static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /// @param since when the first request left that got no answer; as all times here, of
  ///   [System#nanoTime()]
  /// @param failures of probes, and that of the request that noticed it
  /// @param retryAt when the next probe is due
  /// @param asked until when the server asked to be left alone
  /// @param last what went wrong last
  private record Outage(long since, int failures, long retryAt, long asked, HttpFailure last) {}

  private final Deadline deadline;
  private Optional<Outage> outage = Optional.empty();
  private boolean isProbing;
  private volatile boolean isAway;
  private volatile boolean hasAnswered;

  public CircuitBreaker(Deadline deadline) {
    this.deadline = deadline;
    deadline.atEnd(this::wake);
  }

  /// Whether the breaker is open.
  public boolean isAway() {
    return isAway;
  }

  /// Blocks while the breaker is open, unless the caller is to probe.
  ///
  /// @return whether it is to be probed: the caller sends something that only reads, and calls
  ///   [#probed()] whatever comes of it
  /// @throws HttpFailure if patience is at its end
  public boolean enter() {
    if (!isAway) return false;
    try {
      return await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.outOfTime();
    }
  }

  private synchronized boolean await() throws InterruptedException {
    while (outage.isPresent()) {
      long now = System.nanoTime();
      long wait = patience(outage.get(), now);
      if (!isProbing) {
        long due = outage.get().retryAt() - now;
        if (due <= 0) {
          isProbing = true;
          return true;
        }
        wait = Math.min(wait, due);
      }
      try (Deadline.Wait _ =
          deadline.waiting("for the server, which is away: " + outage.get().last().message())) {
        TimeUnit.NANOSECONDS.timedWait(this, wait);
      }
    }
    return false;
  }

  /// The remaining time of the outage, in nanoseconds.
  private long patience(Outage away, long now) {
    long left = deadline.left().toNanos();
    if (left == 0) {
      throw new HttpFailure(
          HttpFailure.Kind.OUT_OF_TIME,
          "the time is over, after %d s without an answer: %s"
              .formatted(Duration.ofNanos(now - away.since()).toSeconds(), away.last().message()),
          away.last().next() + "; or give the run more time by --timeout");
    }
    long patience = away.since() + most().toNanos() - now;
    if (patience <= 0) throw away.last();
    return Math.min(left, patience);
  }

  /// The longest outage.
  Duration most() {
    return hasAnswered ? LONGEST : FIRST_ANSWER;
  }

  /// Ends a probe.
  public synchronized void probed() {
    isProbing = false;
    notifyAll();
  }

  /// Closes the breaker after a response, unless the server asked for a pause or the request was
  /// sent before the outage.
  ///
  /// @param since when the request left
  public void answered(long since) {
    hasAnswered = true;
    if (isAway) close(since);
  }

  private synchronized void close(long since) {
    long now = System.nanoTime();
    if (outage.filter(away -> away.asked() - now > 0 || away.since() - since > 0).isPresent()) {
      return;
    }
    outage = Optional.empty();
    isAway = false;
    notifyAll();
  }

  /// Opens the breaker after a request without a response or with a server error.
  ///
  /// @param isProbe whether it was sent to learn just that
  /// @param since when it left
  /// @param failure what to tell if nothing better comes; of [HttpFailure.Kind#SERVER] if there was
  ///   an answer
  /// @param retryAfter how long the server asks to wait; nothing if it gave no answer at all
  public synchronized void failed(
      boolean isProbe, long since, HttpFailure failure, Optional<Duration> retryAfter) {
    if (failure.kind() == HttpFailure.Kind.SERVER) hasAnswered = true;
    long now = System.nanoTime();
    long asked = now + retryAfter.orElse(Duration.ZERO).toNanos();
    // what left before the outage was noticed says nothing new, unless it was asked to wait
    boolean isNews = isProbe || outage.isEmpty();
    Outage before = outage.orElseGet(() -> new Outage(since, 0, now, asked, failure));
    int failures = before.failures() + (isNews ? 1 : 0);
    long retryAt = isNews ? now + backOff(failures, deadline).toNanos() : before.retryAt();
    long until = Math.max(before.asked(), asked);
    // what was cut off by the deadline says less than what went wrong before
    HttpFailure last = deadline.left().isZero() ? before.last() : failure;
    outage =
        Optional.of(new Outage(before.since(), failures, Math.max(retryAt, until), until, last));
    isAway = true;
    notifyAll();
  }

  /// How long to wait after so many failures: not at all after the first, then longer each time,
  /// and never past the deadline.
  public static Duration backOff(int failures, Deadline deadline) {
    if (failures <= 1) return Duration.ZERO;
    Duration wait = BACK_OFF.after(failures - 1);
    Duration half = deadline.left().dividedBy(2);
    return wait.compareTo(half) < 0 ? wait : half;
  }

  private synchronized void wake() {
    notifyAll();
  }
}

package dev.wrapup.journal;

import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.BackOff;
import dev.wrapup.journal.Event.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Transactional outbox: delivers events in the background, at least once, after their record is
/// flushed, and in order per code. Each event is retried with back-off; an outage of the receiver
/// pauses all.
public final class Outbox implements AutoCloseable {
  /// How long to retry in an outage after all changes were applied.
  public static final Duration GRACE = Duration.ofSeconds(30);

  private static final int WORKERS = 4;

  /// Attempts in an outage.
  private static final int TRIES = 5;

  /// Attempts while other events are accepted.
  private static final int MOST_TRIES = 15;

  private static final String NO_TIME = "there was no time left for it";

  /// Consecutive failures that count as an outage.
  private static final int OUTAGE = 4;

  /// How long to retry at most after all changes were applied.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), LONGEST_WAIT);

  private final Webhook webhook;
  private final Journal journal;
  private final Clock clock;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          WORKERS, work -> Thread.ofPlatform().daemon().name("webhook").unstarted(work));

  private final Map<String, CompletableFuture<Void>> orderingKeys = new HashMap<>();
  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private int accepted;
  private int failed;
  private Optional<String> why = Optional.empty();

  /// The last reason of a failure.
  private Optional<String> obstacle = Optional.empty();

  private int failuresInARow;
  private long openAt = System.nanoTime();
  private Optional<Settling> settling = Optional.empty();
  private long lastTaken = System.nanoTime();
  private boolean isHalted;

  public Outbox(Webhook webhook, Journal journal, Clock clock) {
    this.webhook = webhook;
    this.journal = journal;
    this.clock = clock;
  }

  /// Since when all changes are applied, and how long an outage may last from then on.
  private record Settling(long since, Duration grace) {}

  /// The result of all deliveries.
  ///
  /// @param owed those that were neither accepted nor given up
  /// @param why the last that was given up, or is owed after a try, was not accepted
  public record Told(int accepted, int failed, int owed, Optional<String> why) {
    /// No events.
    public static final Told NOTHING = new Told(0, 0, 0, Optional.empty());

    /// Whether the receiver didn't accept all.
    public boolean isMissing() {
      return failed + owed > 0;
    }
  }

  /// Enqueues an event.
  public synchronized void send(Event event) {
    CompletableFuture<?>[] before =
        event.orderingKeys().stream()
            .flatMap(key -> Optional.ofNullable(orderingKeys.get(key)).stream())
            .toArray(CompletableFuture[]::new);
    CompletableFuture<Void> done =
        CompletableFuture.allOf(before).thenRunAsync(() -> deliver(event), workers);
    event.orderingKeys().forEach(key -> orderingKeys.put(key, done));
    all.add(done);
  }

  /// Waits until each event is accepted or given up.
  ///
  /// @param grace how long an outage may last from now on; each accepted event restarts it
  public Told settle(Duration grace) {
    CompletableFuture<?>[] events;
    synchronized (this) {
      settling = Optional.of(new Settling(System.nanoTime(), grace));
      notifyAll();
      events = all.toArray(CompletableFuture[]::new);
    }
    try {
      CompletableFuture.allOf(events).join();
    } catch (CompletionException e) {
      // what can't be recorded is owed, and the journal keeps why
      if (!(e.getCause() instanceof JournalFailure)) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    synchronized (this) {
      return new Told(accepted, failed, all.size() - accepted - failed, why);
    }
  }

  /// Stops sending; undelivered events stay owed.
  public synchronized void halt() {
    isHalted = true;
    notifyAll();
  }

  private void deliver(Event event) {
    journal.flush(event.record());
    Optional<String> reason = Optional.empty();
    long due = System.nanoTime();
    long begin = due;
    int tries = 0;
    while (tries < TRIES || (tries < MOST_TRIES && takesOthers(begin))) {
      switch (await(due)) {
        case HALTED -> {
          reason.ifPresent(this::keep);
          return;
        }
        case OVER -> {
          conclude(event, new Delivery.Failed(tries, reason.orElseGet(this::noTime)));
          return;
        }
        case OPEN -> {}
      }
      tries++;
      switch (webhook.post(event.webhookId(), event.body(), clock.instant())) {
        case Webhook.Accepted taken -> {
          taken();
          conclude(event, new Delivery.Accepted(tries, taken.status()));
          return;
        }
        case Webhook.Refused refused -> {
          taken();
          conclude(event, new Delivery.Failed(tries, refused.reason()));
          return;
        }
        case Webhook.Unavailable unavailable -> {
          reason = Optional.of(unavailable.reason());
          rest(unavailable);
          due = System.nanoTime() + BACK_OFF.after(tries).toNanos();
        }
      }
    }
    conclude(event, new Delivery.Failed(tries, reason.orElseGet(this::noTime)));
  }

  /// Whether the receiver responded to an event recently and since a time.
  private synchronized boolean takesOthers(long since) {
    boolean isLately = System.nanoTime() - lastTaken < LONGEST_WAIT.toNanos();
    return isLately && lastTaken - since > 0;
  }

  /// Why an event was not sent.
  private synchronized String noTime() {
    return NO_TIME + obstacle.map(reason -> ", since " + reason).orElse("");
  }

  private void conclude(Event event, Delivery delivery) {
    journal.told(event, delivery);
    synchronized (this) {
      switch (delivery) {
        case Delivery.Accepted ignored -> accepted++;
        case Delivery.Failed given -> {
          failed++;
          why = Optional.of(given.reason());
        }
      }
    }
  }

  /// Keeps the reason of an owed event.
  private synchronized void keep(String reason) {
    why = Optional.of(reason);
  }

  private enum Gate {
    OPEN,
    OVER,
    HALTED
  }

  /// Waits until an event may be sent.
  ///
  /// @param due not before that time, of [System#nanoTime()]
  private synchronized Gate await(long due) {
    try {
      while (true) {
        if (isHalted) return Gate.HALTED;
        if (webhook.deadline().left().isZero()) return Gate.OVER;
        long now = System.nanoTime();
        long wait = Math.max(openAt, due) - now;
        // another worker's success ends no wait that the receiver asked for
        boolean isHeld = failuresInARow > 0 || openAt - now > 0;
        if (isHeld && isOver(Math.max(now, openAt))) return Gate.OVER;
        if (wait <= 0) return Gate.OPEN;
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(wait, TimeUnit.SECONDS.toNanos(1)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Gate.HALTED;
    }
  }

  private boolean isOver(long now) {
    if (settling.isEmpty()) return false;
    long begin = settling.get().since();
    long patient = Math.max(begin, lastTaken) + settling.get().grace().toNanos();
    return now - Math.min(patient, begin + LONGEST.toNanos()) >= 0;
  }

  /// The receiver accepted or rejected an event.
  private synchronized void taken() {
    failuresInARow = 0;
    lastTaken = System.nanoTime();
  }

  /// Pauses all after a `Retry-After` or in an outage.
  private synchronized void rest(Webhook.Unavailable unavailable) {
    obstacle = Optional.of(unavailable.reason());
    long now = System.nanoTime();
    if (openAt - now <= 0) failuresInARow++; // else others failed at the same time
    long wait = failuresInARow < OUTAGE ? 0 : BACK_OFF.after(failuresInARow - OUTAGE + 1).toNanos();
    long open = now + Math.max(wait, unavailable.retryAfter().orElse(Duration.ZERO).toNanos());
    if (open - openAt > 0) openAt = open;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}

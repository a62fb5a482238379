package dev.wrapup.audit;

import dev.wrapup.http.Webhook;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells events beside an apply: each at least once and after its record is on the disk, those of
/// one code in their order. A receiver that fails makes all of them wait, longer each time.
public final class Outbox implements AutoCloseable {
  /// How long a failing receiver is tried after all changes were made.
  public static final Duration GRACE = Duration.ofSeconds(30);

  private static final int WORKERS = 4;
  private static final int TRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Webhook webhook;
  private final Journal journal;
  private final Clock clock;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          WORKERS, work -> Thread.ofPlatform().daemon().name("webhook").unstarted(work));

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, CompletableFuture<Void>> lanes = new HashMap<>();
  private final List<CompletableFuture<Void>> all = new ArrayList<>();
  private int accepted;
  private int failed;
  private int failuresInARow;
  private long openAt = System.nanoTime();
  private Optional<Long> end = Optional.empty();
  private boolean isHalted;

  public Outbox(Webhook webhook, Journal journal, Clock clock) {
    this.webhook = webhook;
    this.journal = journal;
    this.clock = clock;
  }

  /// What became of the events.
  ///
  /// @param owed those that were neither accepted nor given up
  public record Told(int accepted, int failed, int owed) {
    /// Nobody was to be told anything.
    public static final Told NOTHING = new Told(0, 0, 0);
  }

  /// Takes an event and returns at once.
  public void send(Event event) {
    lock.lock();
    try {
      CompletableFuture<?>[] before =
          event.lanes().stream()
              .flatMap(lane -> Optional.ofNullable(lanes.get(lane)).stream())
              .toArray(CompletableFuture[]::new);
      CompletableFuture<Void> done =
          CompletableFuture.allOf(before).thenRunAsync(() -> deliver(event), workers);
      event.lanes().forEach(lane -> lanes.put(lane, done));
      all.add(done);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until every event was accepted or given up.
  ///
  /// @param grace how long a failing receiver is tried from now on
  public Told settle(Duration grace) {
    CompletableFuture<?>[] events;
    lock.lock();
    try {
      end = Optional.of(System.nanoTime() + grace.toNanos());
      changed.signalAll();
      events = all.toArray(CompletableFuture[]::new);
    } finally {
      lock.unlock();
    }
    try {
      CompletableFuture.allOf(events).join();
    } catch (CompletionException e) {
      // what can't be recorded is owed, and the journal keeps why
      if (!(e.getCause() instanceof JournalFailure)) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    lock.lock();
    try {
      return new Told(accepted, failed, all.size() - accepted - failed);
    } finally {
      lock.unlock();
    }
  }

  /// From now on nothing is sent that isn't under way; what is owed stays so.
  public void halt() {
    lock.lock();
    try {
      isHalted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Event event) {
    journal.flush(event.record());
    String reason = "there was no time left for it";
    for (int tries = 0; tries < TRIES; tries++) {
      switch (await()) {
        case HALTED -> {
          return;
        }
        case OVER -> {
          conclude(event, new Delivery.Failed(tries, reason));
          return;
        }
        case OPEN -> {}
      }
      switch (webhook.post(event.webhookId(), event.body(), clock.instant())) {
        case Webhook.Accepted taken -> {
          rest(Optional.empty(), false);
          conclude(event, new Delivery.Accepted(tries + 1, taken.status()));
          return;
        }
        case Webhook.Refused refused -> {
          rest(Optional.empty(), false);
          conclude(event, new Delivery.Failed(tries + 1, refused.reason()));
          return;
        }
        case Webhook.Unavailable unavailable -> {
          reason = unavailable.reason();
          rest(unavailable.retryAfter(), true);
        }
      }
    }
    conclude(event, new Delivery.Failed(TRIES, reason));
  }

  private void conclude(Event event, Delivery delivery) {
    journal.told(event, delivery);
    lock.lock();
    try {
      switch (delivery) {
        case Delivery.Accepted ignored -> accepted++;
        case Delivery.Failed ignored -> failed++;
      }
    } finally {
      lock.unlock();
    }
  }

  private enum Gate {
    OPEN,
    OVER,
    HALTED
  }

  /// Waits until something may be sent.
  private Gate await() {
    lock.lock();
    try {
      while (true) {
        if (isHalted) return Gate.HALTED;
        if (webhook.deadline().left().isZero()) return Gate.OVER;
        long now = System.nanoTime();
        long wait = openAt - now;
        boolean fails = failuresInARow > 0 && end.isPresent();
        if (fails && Math.max(now, openAt) - end.orElseThrow() >= 0) return Gate.OVER;
        if (wait <= 0) return Gate.OPEN;
        changed.awaitNanos(Math.min(wait, TimeUnit.SECONDS.toNanos(1)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Gate.HALTED;
    } finally {
      lock.unlock();
    }
  }

  /// Lets all wait after a failure, and none after a success.
  private void rest(Optional<Duration> asked, boolean hasFailed) {
    lock.lock();
    try {
      if (!hasFailed) {
        failuresInARow = 0;
        return;
      }
      if (openAt - System.nanoTime() <= 0) failuresInARow++; // else others failed at the same time
      long most =
          Math.min(
              FIRST_WAIT.toMillis() << Math.clamp(failuresInARow - 1, 0, 10),
              LONGEST_WAIT.toMillis());
      long wait = ThreadLocalRandom.current().nextLong(most / 2, most);
      long told = asked.map(Duration::toMillis).orElse(0L);
      long open = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(wait, told));
      if (open - openAt > 0) openAt = open;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}

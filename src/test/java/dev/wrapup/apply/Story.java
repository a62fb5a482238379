package dev.wrapup.apply;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What happened while a plan was applied and others were at work.
///
/// @param kind the dialect, and what it can't keep
/// @param history every change of every code since the plan was made, in order
/// @param theirs those of them that others made
/// @param lost ids of codes to which a write got no answer; `POST` if a create got none
/// @param reads of each code, and of all at once, how much of the history we saw
/// @param live how the organization was left
/// @param mishaps what went wrong with the story itself
record Story(
    Kind kind,
    Plan plan,
    List<Result> results,
    List<Step> history,
    Set<Step> theirs,
    Set<String> lost,
    Map<String, List<Seen>> reads,
    List<LiveCode> live,
    ParsedJournal journal,
    Collection<String> mishaps) {
  private static final double[] EAGERNESS = {0, 0.05, 0.2, 0.5};
  private static final double[] LOSS = {0, 0, 0.1, 0.3};
  private static final String CODES = "/api/v2/routing/wrapupcodes";

  /// In place of an id, for a reading of all codes.
  private static final String ALL = "wrapupcodes";

  /// How long a run is patient with reads that lag.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// How much of the history a read saw: with reads that lag, that much at least and at most.
  record Seen(int least, int most) {}

  /// A connection that breaks.
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Plans, and applies while others are at work, all as the seed has it.
  ///
  /// @param parallelism with 1 the seed tells the same story each time
  static Story of(Kind kind, long seed, int parallelism, Path folder) {
    return of(kind, seed, parallelism, Duration.ZERO, folder);
  }

  /// @param lag of reads
  static Story of(Kind kind, long seed, int parallelism, Duration lag, Path folder) {
    return of(kind, seed, parallelism, lag, folder, (story, site, others) -> {});
  }

  /// What happens after a story, in the same place with the same people.
  interface Sequel {
    void tell(Story story, Site site, OtherPeople others);
  }

  static Story of(Kind kind, long seed, int parallelism, Duration lag, Path folder, Sequel sequel) {
    SmallWorld world = new SmallWorld(kind, seed);
    Organization organization = world.organization();
    ConsistencyWait patience =
        lag.isZero() ? ConsistencyWait.NONE : new ConsistencyWait(PATIENCE, Deadline.never());
    try (Site site =
        Site.of(
            kind, organization, Settings.DEFAULT.withLag(lag), RateBudget.unlimited(), patience)) {
      Verdict.Approved approved = site.plan(world.yaml());
      Random random = SmallWorld.random(~seed);
      OtherPeople others = new OtherPeople(organization, approved.plan(), random);
      boolean isTimed = !kind.locks() && parallelism == 1;
      Interference interference = new Interference(others, random, isTimed, lag);
      site.sandbox().watch(interference);
      Path path = folder.resolve(UUID.randomUUID() + ".jsonl");
      List<Result> results = site.apply(approved, parallelism, path);
      Story story =
          new Story(
              kind,
              approved.plan(),
              results,
              organization.history(),
              others.steps(),
              interference.lost,
              interference.reads,
              organization.codes(),
              ParsedJournal.read(path, Optional.empty()),
              interference.mishaps);
      interference.isOver = true;
      sequel.tell(story, site, others);
      return story;
    }
  }

  /// Lets others act, and answers get lost, at the moments that the seed chooses.
  private static final class Interference implements BiConsumer<Moment, Request> {
    private final OtherPeople others;
    private final Random random;
    private final double eagerness;
    private final double loss;
    private final boolean isTimed;
    private final Set<String> lost = new CopyOnWriteArraySet<>();
    private final Map<String, List<Seen>> reads = new ConcurrentHashMap<>();
    private final Duration lag;
    private volatile boolean isOver;

    /// How much of the history there was at which times.
    private final ConcurrentSkipListMap<Long, Integer> positions = new ConcurrentSkipListMap<>();

    private final Collection<String> mishaps = new ConcurrentLinkedQueue<>();

    Interference(OtherPeople others, Random random, boolean isTimed, Duration lag) {
      this.lag = lag;
      this.others = others;
      this.isTimed = isTimed;
      this.random = random;
      this.eagerness = EAGERNESS[random.nextInt(EAGERNESS.length)];
      this.loss = LOSS[random.nextInt(LOSS.length)];
    }

    @Override
    public void accept(Moment moment, Request request) {
      if (isOver) return;
      boolean isWrite = !request.method().equals("GET");
      boolean breaks;
      boolean isRead = !isWrite && request.path().startsWith(CODES);
      try {
        note();
        if (isRead && moment == Moment.CARRIED_OUT && !lag.isZero()) {
          long now = System.nanoTime();
          note();
          read(request, floor(request.at() - lag.toNanos()), ceiling(now - lag.toNanos()));
        }
        if (random.nextDouble() < eagerness) act(request.path());
        note();
        // not later: with several at once somebody may act before the answer is made
        if (isRead && moment == Moment.ARRIVED && lag.isZero()) {
          read(request, others.position(), others.position());
        }
        breaks = random.nextDouble() < (isWrite ? loss : loss / 10);
      } catch (RuntimeException e) {
        mishaps.add("the others stumbled: " + e);
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Broken();
      }
      if (!breaks) return;
      if (isWrite) lost.add(request.method().equals("POST") ? "POST" : id(request));
      throw new Broken();
    }

    private void read(Request request, int least, int most) {
      reads
          .computeIfAbsent(id(request), id -> new CopyOnWriteArrayList<>())
          .add(new Seen(least, most));
    }

    private void note() {
      positions.put(System.nanoTime(), others.position());
    }

    private int floor(long at) {
      Map.Entry<Long, Integer> noted = positions.floorEntry(at);
      return noted == null ? 0 : noted.getValue();
    }

    private int ceiling(long at) {
      return positions.ceilingEntry(at).getValue();
    }

    /// Where the time of an edit decides and one thing happens after the other, each has a time of
    /// its own: else two edits would be one now and then, and the story another.
    private void act(String path) throws InterruptedException {
      if (isTimed) Thread.sleep(1);
      others.act(path);
      if (isTimed) Thread.sleep(1);
    }

    private static String id(Request request) {
      return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
  }

  /// The steps of one code.
  List<Step> of(String id) {
    return history.stream().filter(step -> step.id().equals(id)).toList();
  }

  boolean isOurs(Step step) {
    return !theirs.contains(step);
  }

  /// The code as we could know it when we wrote: as it was, under a lock; else as we read it last.
  Optional<LiveCode> known(Step ours) {
    if (kind.locks()) return ours.before();
    List<Step> unseen = unseen(ours);
    return unseen.isEmpty() ? ours.before() : unseen.getFirst().before();
  }

  /// What others made of a code in the window between our reading and our write.
  List<Step> unseen(Step ours) {
    if (kind.locks() || ours.before().isEmpty()) return List.of();
    int written = history.indexOf(ours);
    int read = positions(ours.id()).filter(at -> at <= written).max().orElse(0);
    return history.subList(read, written).stream()
        .filter(step -> step.id().equals(ours.id()))
        .toList();
  }

  /// Edits of others that stood when we wrote, that we could not know of, and that we replaced.
  List<Step> overwritten() {
    return history.stream()
        .filter(this::isOurs)
        .flatMap(ours -> unseen(ours).stream().filter(edit -> isReplaced(edit, ours)))
        .toList();
  }

  private boolean isReplaced(Step edit, Step ours) {
    LiveCode theirs = edit.after().orElseThrow();
    LiveCode stood = ours.before().orElseThrow();
    return Stream.concat(Stream.of(kind.dialect().key()), kind.dialect().fields().stream())
        .filter(field -> States.differs(edit, field))
        .filter(field -> States.value(theirs, field).equals(States.value(stood, field)))
        .anyMatch(field -> States.differs(ours, field));
  }

  /// A code that we wrote, as we read it last since; empty if we didn't, or can't say what of two
  /// states that was.
  Optional<Optional<LiveCode>> readAfter(Step ours) {
    int written = history.indexOf(ours);
    Optional<Seen> read =
        reads(ours.id())
            .max(Comparator.comparingInt(Seen::least).thenComparingInt(Seen::most))
            .filter(seen -> seen.least() > written);
    if (read.isEmpty()) return Optional.empty();
    Optional<LiveCode> seen = after(ours, read.get().least());
    return seen.equals(after(ours, read.get().most())) ? Optional.of(seen) : Optional.empty();
  }

  /// Whether no read shows a write of ours, or what came after it.
  boolean isUnread(Step ours) {
    int written = history.indexOf(ours);
    return reads(ours.id()).noneMatch(seen -> seen.most() > written);
  }

  private Stream<Seen> reads(String id) {
    return Stream.of(id, ALL).flatMap(one -> reads.getOrDefault(one, List.of()).stream());
  }

  private Optional<LiveCode> after(Step ours, int position) {
    return history.subList(0, position).stream()
        .filter(step -> step.id().equals(ours.id()))
        .reduce(ours, (earlier, later) -> later)
        .after();
  }

  private IntStream positions(String id) {
    return reads.getOrDefault(id, List.of()).stream().mapToInt(Seen::least);
  }

  /// The states that a code went through since the plan was made; empty once it was deleted.
  List<Optional<LiveCode>> states(LiveCode before) {
    List<Optional<LiveCode>> states = new ArrayList<>(List.of(Optional.of(before)));
    of(before.id()).forEach(step -> states.add(step.after()));
    return states;
  }

  /// All of it, for a person to read.
  String told() {
    StringBuilder told = new StringBuilder();
    for (var change : plan.changes()) {
      told.append("  plan: ").append(change.effect()).append("\n");
    }
    for (Step step : history) {
      told.append(isOurs(step) ? "  ours:   " : "  theirs: ");
      told.append(step.before().map(Story::show).orElse("nothing")).append("\n       → ");
      told.append(step.after().map(Story::show).orElse("gone")).append("\n");
    }
    results.forEach(r -> told.append("  " + r.change().code() + ": " + r.outcome() + "\n"));
    return told.append("  lost: ").append(lost).append("\n").toString();
  }

  private static String show(LiveCode live) {
    return live.id() + " " + live.revision() + " " + live.code() + " " + live.values().values();
  }
}

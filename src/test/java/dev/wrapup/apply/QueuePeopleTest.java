package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Others give codes to the same queues and take them away while an apply does, delete codes and
/// queues, and answers get lost: none of our pairs is lost, none of theirs is touched, and what is
/// told is true.
class QueuePeopleTest {
  private static final int AT_ONCE = 24;
  private static final String QUEUES = "/api/v2/routing/queues/";

  @TempDir Path folder;

  @Test
  void no_pair_is_lost_no_other_is_touched_and_what_is_told_is_true() throws Exception {
    Set<String> seen = new ConcurrentSkipListSet<>();
    int seeds = Seeds.count(250, 1000);
    List<String> bad = new ArrayList<>();

    try (ExecutorService tellers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<String>>> told = new ArrayList<>();
      for (long seed = 0; seed < seeds; seed++) {
        long one = seed;
        told.add(tellers.submit(() -> new World(one, folder).complaints(seen)));
      }
      for (Future<List<String>> one : told) bad.addAll(one.get());
    }

    assertThat(bad).as("%d complaints of %d seeds", bad.size(), seeds).isEmpty();
    assertThat(seen)
        .contains("ADD_TO_QUEUE applied", "ADD_TO_QUEUE already-applied", "ADD_TO_QUEUE failed")
        .contains(
            "ADD_TO_QUEUE altered", "REMOVE_FROM_QUEUE altered", "ADD_TO_QUEUE applied edited")
        .contains("REMOVE_FROM_QUEUE applied", "REMOVE_FROM_QUEUE already-applied")
        .contains("ADD_TO_QUEUE unknown", "REMOVE_FROM_QUEUE unknown");
  }

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// A queue and a code of it, by their ids.
  private record Pair(String queue, String code) {}

  /// One organization with others at work, and an apply.
  private static final class World implements BiConsumer<Moment, Request> {
    private final ReentrantLock one = new ReentrantLock();
    private final long seed;
    private final Random random;
    private final Path journal;
    private final int codes;
    private final int queues;
    private final Organization organization;
    private final double eagerness;
    private final double loss;

    private final List<Pair> added = new ArrayList<>();
    private final List<Pair> removed = new ArrayList<>();
    private final Map<String, Set<String>> read = new HashMap<>();
    private final Set<Pair> everThere = new HashSet<>();
    private final Set<Pair> everAway = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private Set<Pair> before = Set.of();
    private boolean isLost;
    private boolean isWatching;

    World(long seed, Path folder) {
      this.seed = seed;
      this.random = SmallWorld.random(seed);
      this.journal = folder.resolve(UUID.randomUUID() + ".jsonl");
      this.codes = 3 + random.nextInt(5);
      this.queues = 1 + random.nextInt(4);
      this.eagerness = new double[] {0, 0.1, 0.3, 0.6}[random.nextInt(4)];
      this.loss = new double[] {0, 0, 0.15, 0.4}[random.nextInt(4)];
      this.organization =
          Site.queues(
              codes,
              IntStream.range(0, queues)
                  .mapToObj(i -> new Queue("q-" + i, "Queue " + i, "", someIds(), Map.of())));
    }

    private List<String> someIds() {
      return IntStream.range(0, codes)
          .filter(i -> random.nextInt(3) == 0)
          .mapToObj(i -> "id-" + i)
          .toList();
    }

    private String yaml(boolean isBase) {
      StringBuilder yaml = new StringBuilder("codes:\n");
      for (int i = 0; i < codes; i++) yaml.append(entry("CODE_" + i));
      if (!isBase && seed % 3 == 0) yaml.append(entry("NEW"));
      return yaml.toString();
    }

    private String entry(String code) {
      String some =
          IntStream.range(0, queues)
              .filter(i -> random.nextBoolean())
              .mapToObj(i -> "Queue " + i)
              .collect(Collectors.joining(", "));
      return "  %s: {queues: [%s]}\n".formatted(code, some);
    }

    private Set<Pair> pairs() {
      return organization.queues().all().stream()
          .flatMap(queue -> queue.codes().stream().map(code -> new Pair(queue.id(), code)))
          .collect(Collectors.toSet());
    }

    /// While a request is answered, no other is.
    @Override
    public void accept(Moment moment, Request request) {
      if (!isWatching) return;
      if (moment == Moment.ARRIVED) one.lock();
      boolean isBroken = watch(moment, request);
      if (moment == Moment.CARRIED_OUT || isBroken) one.unlock();
      if (isBroken) throw new Broken();
    }

    private boolean watch(Moment moment, Request request) {
      boolean isWrite = !request.method().equals("GET");
      boolean isArriving = moment == Moment.ARRIVED;
      if (!isArriving && isWrite) note(request);
      if (random.nextDouble() < eagerness) act();
      if (isArriving) {
        before = pairs();
        if (!isWrite) noteReading(request.path());
      }
      boolean isBroken = random.nextDouble() < (isWrite ? loss : loss / 10);
      isLost |= isBroken && isWrite;
      return isBroken;
    }

    private void noteReading(String path) {
      for (int i = 0; i < queues; i++) {
        String queue = "q-" + i;
        Optional<Queue> now = organization.queues().get(queue);
        boolean isOfIt = path.startsWith(QUEUES + queue + "/");
        boolean isOfAll = QUEUES.equals(path + "/") && now.isEmpty();
        if (isOfIt || isOfAll)
          read.put(queue, now.map(q -> Set.copyOf(q.codes())).orElse(Set.of()));
      }
    }

    /// What our request did.
    private void note(Request request) {
      Set<Pair> now = pairs();
      if (!request.path().startsWith(QUEUES)) return;
      now.stream().filter(pair -> !before.contains(pair)).forEach(added::add);
      before.stream().filter(pair -> !now.contains(pair)).forEach(removed::add);
      remember();
    }

    private void remember() {
      Set<Pair> now = pairs();
      everThere.addAll(now);
      for (LiveCode code : organization.codes()) {
        for (int i = 0; i < queues; i++) {
          Pair pair = new Pair("q-" + i, code.id());
          if (!now.contains(pair)) everAway.add(pair);
        }
      }
    }

    private void act() {
      List<LiveCode> live = organization.codes();
      String queue = "q-" + random.nextInt(queues);
      if (live.isEmpty()) return;
      LiveCode code = live.get(random.nextInt(live.size()));
      switch (random.nextInt(20)) {
        case 0 -> {
          organization.delete(code.id(), Optional.empty(), Organization.ADMINISTRATOR);
          gone.add(code.id());
        }
        case 1 -> {
          organization.queues().remove(queue);
          gone.add(queue);
        }
        default -> {
          if (random.nextBoolean()) organization.queues().offer(queue, List.of(code.id()));
          else organization.queues().withdraw(queue, code.id());
        }
      }
      remember();
    }

    List<String> complaints(Set<String> seen) throws Exception {
      List<Result> results;
      try (Site site = Site.of(Kind.GENESYS_CLOUD, organization)) {
        var approved = site.plan(yaml(false), Optional.of(yaml(true)));
        remember();
        isWatching = true;
        site.sandbox().watch(this);
        results = site.apply(approved, 1, journal);
        isWatching = false;
      }
      List<String> complaints = new ArrayList<>();
      Set<Pair> wanted = new HashSet<>();
      Set<Pair> unwanted = new HashSet<>();
      for (Result result : results) {
        if (!(result.change() instanceof Change.QueuePair pair)) continue;
        String since = result.outcome().since().word().map(word -> " " + word).orElse("");
        seen.add(pair.effect().action() + " " + result.outcome().word() + since);
        Optional<String> code = result.over().or(pair::live).map(LiveCode::id);
        if (code.isPresent()) {
          Pair id = new Pair(pair.queue().id(), code.get());
          (pair.isAdd() ? wanted : unwanted).add(id);
          complaint(pair, id, result).ifPresent(complaints::add);
        } else if (result.outcome().status() != Status.FAILED
            && result.outcome().status() != Status.NOT_BEGUN) {
          complaints.add("done without a code: " + result);
        }
      }
      if (!wanted.containsAll(added)) complaints.add("added others': " + added + wanted);
      if (!unwanted.containsAll(removed)) complaints.add("removed others': " + removed + unwanted);
      if (!isLost && Set.copyOf(added).size() < added.size()) complaints.add("twice: " + added);
      long landed =
          results.stream()
              .filter(r -> r.change() instanceof Change.QueuePair && r.outcome().landed())
              .count();
      long told = Files.readAllLines(journal).stream().filter(World::isEntry).count();
      if (told != landed) complaints.add("%d landed, %d told".formatted(landed, told));
      if (!ParsedJournal.read(journal, Optional.empty()).isClosed()) complaints.add("open");
      return complaints.stream().map(one -> "seed %d: %s".formatted(seed, one)).toList();
    }

    private static boolean isEntry(String line) {
      return Stream.of("\"ADD_WRAPUP_CODE_", "\"REMOVE_WRAPUP_CODE_").anyMatch(line::contains);
    }

    private Optional<String> complaint(Change.QueuePair pair, Pair id, Result result) {
      Set<Pair> everWanted = pair.isAdd() ? everThere : everAway;
      boolean isWanted =
          read.getOrDefault(id.queue(), Set.of()).contains(id.code()) == pair.isAdd();
      boolean isSince = result.outcome().since().word().isPresent();
      boolean isTrue =
          switch (result.outcome().status()) {
            case APPLIED ->
                (everWanted.contains(id) || gone.contains(id.queue()) || gone.contains(id.code()))
                    && isSince != isWanted;
            case ALREADY_APPLIED ->
                everWanted.contains(id) || gone.contains(id.queue()) || gone.contains(id.code());
            case ALTERED -> everWanted.contains(id) && !isWanted && !isSince;
            // a removal that is refused since others were first, and they gave it back
            case FAILED ->
                gone.contains(id.queue())
                    || gone.contains(id.code())
                    || (!pair.isAdd() && everAway.contains(id));
            case UNKNOWN -> isLost;
            case MERGED, CONFLICT, NOT_BEGUN -> false;
          };
      return isTrue
          ? Optional.empty()
          : Optional.of(
              "%s is %s; read %s, gone %s"
                  .formatted(
                      pair.effect(), result.outcome(), read.get(id.queue()), new TreeSet<>(gone)));
    }
  }
}

package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queues whose agents must pick a code: none of them is empty while an apply gives it other codes.
class MandatoryQueueTest {
  private static final Kind KIND = Kind.GENESYS_CLOUD;

  @TempDir Path folder;

  /// Deletes, swaps of names, new codes, and queues that offer others afterwards, at random.
  private static final class World {
    private final Random random;
    private final int codes;
    private final Map<String, List<String>> before = new TreeMap<>();
    private final Map<String, List<String>> after = new TreeMap<>();
    private final List<String> retired = new ArrayList<>();

    /// The names of the codes that stay, by their ids; of new ones by themselves.
    private final Map<String, String> names = new TreeMap<>();

    World(long seed) {
      random = SmallWorld.random(seed);
      codes = 3 + random.nextInt(4);
      List<String> staying = new ArrayList<>();
      for (int i = 0; i < codes; i++) {
        if (random.nextInt(3) == 0) retired.add("CODE_" + i);
        else staying.add("id-" + i);
      }
      List<String> dealt =
          new ArrayList<>(staying.stream().map(id -> id.replace("id-", "CODE_")).toList());
      if (random.nextBoolean()) Collections.shuffle(dealt, random);
      for (int i = 0; i < staying.size(); i++) names.put(staying.get(i), dealt.get(i));
      for (int i = 0; i <= random.nextInt(2); i++) names.put("NEW_" + i, "NEW_" + i);
      int queues = 1 + random.nextInt(3);
      for (int i = 0; i < queues; i++) {
        before.put("q-" + i, some(IntStream.range(0, codes).mapToObj(c -> "id-" + c).toList()));
        after.put("q-" + i, some(List.copyOf(names.keySet())));
      }
    }

    /// One of them at least.
    private List<String> some(List<String> all) {
      Set<String> some = new TreeSet<>();
      some.add(all.get(random.nextInt(all.size())));
      all.stream().filter(one -> random.nextInt(4) == 0).forEach(some::add);
      return List.copyOf(some);
    }

    Organization organization() {
      return MandatoryQueueTest.organization(codes, before);
    }

    String file() {
      String entries =
          names.entrySet().stream()
              .map(code -> entry(code.getKey(), code.getValue(), after))
              .collect(Collectors.joining());
      return "retired: %s\ncodes:\n%s".formatted(retired, entries);
    }

    String base() {
      return "codes:\n"
          + names.keySet().stream()
              .filter(id -> id.startsWith("id-"))
              .map(id -> entry(id, id.replace("id-", "CODE_"), before))
              .collect(Collectors.joining());
    }

    private static String entry(String id, String name, Map<String, List<String>> offered) {
      List<String> queues =
          offered.keySet().stream().filter(queue -> offered.get(queue).contains(id)).toList();
      String pin = id.equals(name) ? "" : "id: %s, ".formatted(id);
      return "  %s: {%squeues: %s}\n".formatted(name, pin, queues);
    }
  }

  private static Organization organization(int codes, Map<String, List<String>> offered) {
    return Site.queues(
        codes,
        offered.entrySet().stream()
            .map(
                queue ->
                    new Queue(
                        queue.getKey(),
                        queue.getKey(),
                        "",
                        queue.getValue(),
                        Queue.prompting("MANDATORY"))));
  }

  private static Map<String, Set<String>> offered(Organization organization) {
    Map<String, Set<String>> offered = new TreeMap<>();
    for (Queue queue : organization.queues().all()) {
      Set<String> codes = new TreeSet<>();
      for (String id : queue.codes())
        organization.byId(id).ifPresent(code -> codes.add(name(code)));
      offered.put(queue.id(), codes);
    }
    return offered;
  }

  /// A code that was there from the start by its id, a new one by its name.
  private static String name(LiveCode code) {
    return code.id().startsWith("id-") ? code.id() : code.code();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void none_is_empty_at_any_moment(int parallelism) {
    int deletes = 0;
    for (long seed = 0; seed < 60; seed++) {
      World world = new World(seed);
      Organization organization = world.organization();
      List<String> empty = new CopyOnWriteArrayList<>();
      try (Site site = Site.of(KIND, organization)) {
        var approved = site.plan(world.file(), Optional.of(world.base()));
        site.sandbox()
            .watch(
                (moment, request) -> {
                  if (moment != Moment.CARRIED_OUT || request.method().equals("GET")) return;
                  offered(organization)
                      .forEach(
                          (queue, codes) -> {
                            if (codes.isEmpty()) empty.add(queue + " after " + request);
                          });
                });

        List<Result> results =
            site.apply(approved, parallelism, folder.resolve(seed + "-" + parallelism));

        assertThat(empty).as("seed %d: %s", seed, world.file()).isEmpty();
        assertThat(results).as("seed %d", seed).allMatch(result -> result.outcome().isDone());
        world.after.forEach(
            (queue, codes) ->
                assertThat(offered(organization).get(queue)).containsExactlyElementsOf(codes));
      }
      deletes += world.retired.size();
    }
    assertThat(deletes).isGreaterThan(30);
  }

  @Test
  void the_last_code_stays_if_what_was_to_follow_it_could_not_be_added() {
    Organization organization = organization(4, Map.of("q", List.of("id-0", "id-1")));
    try (Site site = Site.of(KIND, organization)) {
      var approved =
          site.plan(
              "retired: [CODE_0, CODE_1, CODE_3]\ncodes: {CODE_2: {queues: [q]}}",
              Optional.of("codes: {CODE_2: {queues: []}}"));
      organization.delete("id-2", Optional.empty(), Organization.ADMINISTRATOR);

      List<Result> results = site.apply(approved, 4, folder.resolve("journal"));

      assertThat(offered(organization)).containsEntry("q", Set.of("id-0", "id-1"));
      assertThat(results)
          .filteredOn(result -> result.outcome().status() == Status.FAILED)
          .extracting(result -> result.change().code())
          .containsExactly("CODE_2", "CODE_0", "CODE_1");
      assertThat(organization.byId("id-3")).isEmpty();
    }
  }
}

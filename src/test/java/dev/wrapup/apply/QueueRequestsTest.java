package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.journal.Result;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many requests queues take: one each to read them, and one for up to 100 codes to add to one.
class QueueRequestsTest {
  private static final Kind KIND = Kind.GENESYS_CLOUD;

  @TempDir Path folder;

  private static Organization organization(int codes, int queues, List<String> offered) {
    return Site.queues(
        codes,
        IntStream.range(0, queues)
            .mapToObj(i -> new Queue("q-" + i, "Queue " + i, "", offered, Map.of())));
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
  }

  @Test
  void a_thousand_codes_in_four_hundred_queues_are_read_by_404_requests_at_most() {
    try (Site site = Site.of(KIND, organization(1000, 400, ids(100)))) {
      var reader = KIND.platform().reader(site.client());
      reader.snapshot(List.of());
      int before = site.client().requests();

      Queues queues = reader.queues(QueueNames.ALL);

      assertThat(site.client().requests() - before).isLessThanOrEqualTo(404);
      assertThat(queues.codeIds())
          .hasSize(400)
          .allSatisfy((id, all) -> assertThat(all).hasSize(100));
    }
  }

  @Test
  void only_queues_that_files_name_are_asked_for_their_codes() {
    try (Site site = Site.of(KIND, organization(3, 400, ids(1)))) {
      List<String> asked = requests(site.sandbox(), "GET");

      site.plan("codes:\n  CODE_0: {queues: [Queue 7]}\n");

      assertThat(asked).containsExactly("q-7");
    }
  }

  @Test
  void two_hundred_and_fifty_codes_are_added_to_a_queue_by_three_requests() {
    Organization organization = organization(250, 2, List.of());
    try (Site site = Site.of(KIND, organization)) {
      StringBuilder yaml = new StringBuilder("codes:\n");
      for (int i = 0; i < 250; i++) yaml.append("  CODE_" + i + ": {queues: [Queue 1]}\n");
      var approved = site.plan(yaml.toString());
      List<String> posts = requests(site.sandbox(), "POST");

      List<Result> results = site.apply(approved, 4, folder.resolve("journal.jsonl"));

      assertThat(posts).containsExactly("q-1", "q-1", "q-1");
      assertThat(results).hasSize(250).allMatch(result -> result.outcome().isDone());
      assertThat(organization.queues().get("q-1").map(Queue::codes).orElseThrow())
          .containsExactlyInAnyOrderElementsOf(ids(250));
      assertThat(organization.queues().get("q-0").map(Queue::codes)).contains(List.of());
    }
  }

  @Test
  void a_code_that_somebody_deleted_keeps_no_other_from_its_queue() {
    Organization organization = organization(9, 1, List.of());
    try (Site site = Site.of(KIND, organization)) {
      StringBuilder yaml = new StringBuilder("codes:\n");
      for (int i = 0; i < 9; i++) yaml.append("  CODE_" + i + ": {queues: [Queue 0]}\n");
      var approved = site.plan(yaml.toString());
      organization.delete("id-4", Optional.empty(), Organization.ADMINISTRATOR);

      List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

      assertThat(results)
          .filteredOn(result -> !result.outcome().isDone())
          .extracting(result -> result.change().code())
          .containsExactly("CODE_4");
      assertThat(organization.queues().get("q-0").map(Queue::codes).orElseThrow()).hasSize(8);
    }
  }

  @Test
  void agents_who_must_pick_a_code_keep_one_whatever_becomes_of_the_one_that_was_to_follow() {
    for (boolean isFollowed : List.of(true, false)) {
      Organization organization = organization(3, 0, List.of());
      organization.queues().change(rows -> rows.put("q", mandatory("id-0", "id-2")));
      try (Site site = Site.of(KIND, organization)) {
        String before = "codes: {CODE_0: {queues: [Must]}, CODE_1: {}, CODE_2: {}}\n";
        String after = "codes: {CODE_0: {queues: []}, CODE_1: {queues: [Must]}, CODE_2: {}}\n";
        var approved = site.plan(after, Optional.of(before));
        organization.queues().withdraw("q", "id-2");
        if (!isFollowed) organization.delete("id-1", Optional.empty(), Organization.ADMINISTRATOR);

        site.apply(approved, 1, folder.resolve(isFollowed + ".jsonl"));

        assertThat(organization.queues().get("q").map(Queue::codes).orElseThrow())
            .containsExactly(isFollowed ? "id-1" : "id-0");
      }
    }
  }

  private static Queue mandatory(String... codes) {
    return new Queue("q", "Must", "", List.of(codes), Queue.prompting("MANDATORY"));
  }

  /// The queues whose codes are asked for or added to from now on.
  private static List<String> requests(Sandbox sandbox, String method) {
    List<String> requests = new CopyOnWriteArrayList<>();
    sandbox.watch(
        (moment, request) -> {
          String[] path = request.path().split("/");
          boolean isOfQueue = path.length > 6 && path[4].equals("queues");
          if (moment == Sandbox.Moment.ARRIVED && isOfQueue && request.method().equals(method)) {
            requests.add(path[5]);
          }
        });
    return requests;
  }
}

package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.ParallelCalls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads queues, and which wrap-up codes each of them offers. No listing has both, so this takes a
/// request a queue.
///
/// @param divisions by which those of queues are spelled
record QueueReader(ApiClient client, Supplier<Divisions> divisions) {
  static final String VIEW = "routing:queue:view";
  private static final String QUEUES = "/api/v2/routing/queues";

  /// What the vendor's Terraform provider asks for (1.84.1, read 2026-11-24).
  private static final int QUEUES_A_PAGE = 500;

  /// How each value of `wrapupPrompt` begins that leaves agents no way around a code (the vendor's
  /// JavaScript SDK 262, read 2026-11-24).
  private static final String MANDATORY = "MANDATORY";

  /// All queues that are seen, with the codes of those that are named. What can't be read of one is
  /// unknown; one that is deleted meanwhile is left out.
  Queues read(QueueNames names) {
    Queues listed = listed();
    List<Queue> all = new ArrayList<>(listed.all());
    List<Queue> named = names.among(all);
    List<Optional<Optional<Set<String>>>> codes = ParallelCalls.map("queues", named, this::asked);
    Map<String, Set<String>> codeIds = new HashMap<>();
    for (int i = 0; i < named.size(); i++) {
      Queue queue = named.get(i);
      if (codes.get(i).isEmpty()) continue;
      codes
          .get(i)
          .get()
          .ifPresentOrElse(ids -> codeIds.put(queue.id(), ids), () -> all.remove(queue));
    }
    return new Queues(all, codeIds, listed.unseen());
  }

  /// The codes of a queue, if they can be read.
  private Optional<Optional<Set<String>>> asked(Queue queue) {
    try {
      return Optional.of(codes(queue.id()));
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return Optional.empty();
    } catch (IncompleteCatalogException e) {
      return Optional.empty();
    }
  }

  /// All queues that are seen, of none what it offers.
  Queues listed() {
    Optional<String> unseen = divisions.get().unseen(client, "queues", VIEW);
    return new Queues(list(), Map.of(), unseen);
  }

  /// All queues that are seen, in the order of their ids.
  List<Queue> list() {
    Divisions known = divisions.get();
    List<Queue> all =
        new NumberedListing<>(
                client,
                QUEUES,
                "queues",
                VIEW,
                Queue::id,
                entity -> queue(entity, known),
                QUEUES_A_PAGE)
            .all(queues -> Optional.empty());
    Map<String, Long> named =
        all.stream().collect(Collectors.groupingBy(Queue::name, Collectors.counting()));
    return all.stream()
        .map(queue -> queue.asNamesake(named.getOrDefault(queue.name(), 0L) > 1))
        .sorted(Comparator.comparing(Queue::id))
        .toList();
  }

  /// The ids of the codes of a queue; empty if there is none with that id.
  Optional<Set<String>> codes(String queue) {
    return new NumberedListing<>(
            client, codesOf(queue), "codes of the queue " + queue, VIEW, id -> id, QueueReader::id)
        .ifThere()
        .map(Set::copyOf);
  }

  /// The path of the codes of a queue.
  static String codesOf(String queue) {
    return QUEUES + "/" + UrlSegment.of(queue) + "/wrapupcodes";
  }

  static String id(Entity entity) {
    entity.texts("id");
    return entity.identifying("id");
  }

  private static Queue queue(Entity entity, Divisions divisions) {
    entity.each(
        name ->
            switch (name) {
              case "id", "name" -> entity.text(name);
              case "division" -> entity.object(name, "id", "name");
              case "acwSettings" -> entity.object(name, "wrapupPrompt");
              default -> false;
            });
    return new Queue(
        entity.identifying("id"),
        entity.identifying("name"),
        entity
            .optional("division.id")
            .map(id -> divisions.spelled(id, entity.optional("division.name").orElse(""))),
        entity
            .optional("acwSettings.wrapupPrompt")
            .filter(p -> p.startsWith(MANDATORY))
            .isPresent(),
        false);
  }
}

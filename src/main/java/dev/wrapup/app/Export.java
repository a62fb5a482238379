package dev.wrapup.app;

import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Stop;
import java.util.Optional;

/// The live catalog as a desired-state file.
///
/// @param codes how many it declares
/// @param left how many it can't declare, as its last lines say
public record Export(String yaml, long codes, long left) {
  /// The whole catalog of the organization that is reached; it is said if it isn't all of it.
  public static Catalog catalog(Connection connection) {
    connection.identify();
    Catalog catalog = connection.catalog();
    if (catalog.view() instanceof Visibility.Part part) {
      connection.workspace().note("warning: these are not all codes: " + part.reason());
    }
    return catalog;
  }

  /// Holds pairs of codes and queues to be all that there are, before they go where one that is
  /// missing is taken for one that shall not be.
  ///
  /// @throws Stop if there is a queue whose codes could not be read
  public static void requireWhole(Connection connection, Catalog catalog) {
    if (catalog.queues().isEmpty()) return;
    Queues queues = catalog.queues().get();
    queues
        .unseen()
        .ifPresent(why -> connection.workspace().note("warning: these are not all queues: " + why));
    for (Queue queue : queues.all()) {
      if (queues.codesOf(queue).isPresent()) continue;
      throw Stop.error(
          "unread-queue",
          "which codes the queue '%s' offers could not be read".formatted(queue.name()),
          "try again, or export the codes alone");
    }
  }

  /// Writes it.
  ///
  /// @param only what the catalog was narrowed to
  /// @param ids whether each code, and the organization, is pinned
  /// @param hasSchema whether the file's schema lies beside it
  public static Export of(
      Connection connection, Catalog catalog, Selection only, boolean ids, boolean hasSchema) {
    Optional<String> environment =
        ids ? Optional.of(connection.target().environment()) : Optional.empty();
    Optional<String> organization = ids ? connection.target().organization() : Optional.empty();
    long left =
        catalog.codes().stream()
            .filter(live -> connection.dialect().obstacle(live).isPresent())
            .count();
    String yaml =
        ExportWriter.write(
            connection.dialect(),
            environment,
            organization,
            !only.isPart(),
            catalog.codes(),
            catalog.queues(),
            ids);
    return new Export(
        hasSchema ? ExportWriter.SCHEMA_LINE + yaml : yaml, catalog.codes().size() - left, left);
  }

  /// What was written.
  public String told(String file) {
    return "%s written to %s%s"
        .formatted(
            Words.count(codes, "code"),
            file,
            left == 0 ? "" : ", %,d left out as its last lines say".formatted(left));
  }
}

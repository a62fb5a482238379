package dev.wrapup.cli.plan;

import dev.wrapup.app.Connection;
import dev.wrapup.cli.command.Context;
import dev.wrapup.report.format.Annotation;
import java.util.ArrayList;
import java.util.List;

/// A run that only reads, with credentials that can do more. It asks for less; a server that says
/// in its token's answer that it gave more is believed, and no request is made to find out.
final class ReadOnly {
  private ReadOnly() {}

  /// Says so, once the catalog was read.
  ///
  /// @return what a runner is to be told beside everything else
  static List<Annotation> warn(Connection connection, Context context) {
    if (connection.snapshot().isPresent()) return List.of();
    List<String> unasked = new ArrayList<>(connection.rights(true));
    unasked.removeAll(connection.rights(false));
    unasked.removeIf(scope -> !connection.client().isGranted(scope));
    if (unasked.isEmpty()) return List.of();
    String what =
        "the OAuth client can write: its token has %s, though only reading was asked for;"
                .formatted(String.join(" ", unasked))
            + " give plan and drift a client that can only read";
    context.note("warning: " + what);
    return List.of(Annotation.warning("can write", what));
  }
}

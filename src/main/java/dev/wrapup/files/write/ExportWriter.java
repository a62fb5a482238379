package dev.wrapup.files.write;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.queue.Queues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes live codes as a desired-state file in canonical form that declares exactly them. What a
/// file can't declare, such as a name beyond its limit, is left out, which leaves it as it is live,
/// and a comment says so.
public final class ExportWriter {
  /// Where a file's schema is, from the folder that the file is in.
  public static final String SCHEMA = "schema/wrapupcodes.schema.json";

  /// The first line of a file that has its schema beside it: editors check and complete by it.
  public static final String SCHEMA_LINE = "# yaml-language-server: $schema=./" + SCHEMA + "\n";

  private final Dialect dialect;
  private final boolean ids;
  private final StringBuilder out = new StringBuilder();
  private final List<String> leftOut = new ArrayList<>();

  /// The queues that offer a code, by its id.
  private final Map<String, List<QueueRef>> offers = new HashMap<>();

  private ExportWriter(Dialect dialect, boolean ids) {
    this.dialect = dialect;
    this.ids = ids;
  }

  /// Writes codes sorted, with the queues that offer them where these are given. Read again, the
  /// file is valid, and its plan against the same codes is empty.
  ///
  /// @param environment the guard to write, as is the next
  /// @param isWhole whether a code that isn't among them is to count as drift
  /// @param ids whether each code is pinned to its live one
  public static String write(
      Dialect dialect,
      Optional<String> environment,
      Optional<String> organization,
      boolean isWhole,
      List<LiveCode> codes,
      Optional<Queues> queues,
      boolean ids) {
    ExportWriter writer = new ExportWriter(dialect, ids);
    queues.ifPresent(writer::queues);
    writer.file(
        environment,
        organization,
        isWhole,
        codes.stream().sorted(Comparator.comparing(LiveCode::code)).toList());
    return writer.out.toString();
  }

  private void queues(Queues queues) {
    offers.putAll(queues.refs());
    queues.unseen().ifPresent(why -> leaveOut("queues", why));
    queues.all().stream()
        .filter(queue -> queues.codesOf(queue).isEmpty())
        .map(Queue::name)
        .sorted()
        .forEach(
            name ->
                leaveOut("the codes of the queue '%s'".formatted(name), "they could not be read"));
  }

  private void file(
      Optional<String> environment,
      Optional<String> organization,
      boolean isWhole,
      List<LiveCode> codes) {
    line("format: " + FileSpec.FORMAT);
    if (!dialect.equals(Dialect.ALL.getFirst())) line("api: " + Scalars.of(dialect.api(), false));
    environment.ifPresent(name -> line("environment: " + Scalars.of(name, false)));
    organization.ifPresent(id -> line("organization: " + Scalars.of(id, false)));
    if (isWhole) {
      line("policy:");
      line("  undeclared: report");
    }
    List<LiveCode> writable = codes.stream().filter(this::isWritable).toList();
    line(writable.isEmpty() ? "codes: {}" : "codes:");
    writable.forEach(this::code);
    for (String left : leftOut) line("# left out: " + left);
  }

  private boolean isWritable(LiveCode live) {
    Optional<String> obstacle = dialect.obstacle(live);
    obstacle.ifPresent(why -> leaveOut("the code '%s'".formatted(live.code()), why));
    return obstacle.isEmpty();
  }

  private void code(LiveCode live) {
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      boolean isAbsent = value.isEmpty() && field.neededToCreate();
      if (isAbsent) continue;
      field
          .obstacle(value)
          .ifPresent(why -> leaveOut("'%s' of '%s'".formatted(field.name(), live.code()), why));
    }
    Edit.Addition entry =
        Edit.Addition.of(dialect, live).with(offers.getOrDefault(live.id(), List.of()));
    CanonicalEntry.of(dialect, entry, ids).lines(2).forEach(line -> line("  " + line));
  }

  private void leaveOut(String what, String why) {
    leftOut.add(Scalars.visible(what + ": " + why));
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}

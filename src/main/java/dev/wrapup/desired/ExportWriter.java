package dev.wrapup.desired;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/// Writes live codes as a desired-state file that declares exactly them. What a file can't declare,
/// such as a name beyond its limit, is left out, which leaves it as it is live, and a comment says
/// so.
final class ExportWriter {
  private static final String SCHEMA =
      "# yaml-language-server: $schema=./schema/wrapupcodes.schema.json\n";

  /// What every YAML reader takes for text without quotes.
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9_./()'-]*([,;]? [A-Za-z0-9_./()'-]+)*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern OTHER_THAN_TEXT =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  private final Dialect dialect;
  private final boolean ids;
  private final List<Event> events = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private ExportWriter(Dialect dialect, boolean ids) {
    this.dialect = dialect;
    this.ids = ids;
  }

  static String write(
      Dialect dialect,
      Optional<String> environment,
      Optional<String> organization,
      List<LiveCode> codes,
      boolean ids) {
    ExportWriter writer = new ExportWriter(dialect, ids);
    writer.document(
        environment,
        organization,
        codes.stream().sorted(Comparator.comparing(LiveCode::code)).toList());
    DumpSettings settings =
        DumpSettings.builder()
            .setWidth(Integer.MAX_VALUE)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setIndent(2)
            .setUseUnicodeEncoding(true)
            .build();
    String yaml = new Present(settings).emitToString(writer.events.iterator());
    StringBuilder text = new StringBuilder(SCHEMA).append(shown(yaml));
    for (String line : writer.leftOut) text.append("# left out: ").append(line).append('\n');
    return text.toString();
  }

  private void document(
      Optional<String> environment, Optional<String> organization, List<LiveCode> codes) {
    events.add(new StreamStartEvent());
    events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    startMap(FlowStyle.BLOCK);
    pair("format", FileReader.FORMAT);
    if (!dialect.equals(Dialect.ALL.getFirst())) pair("api", dialect.api());
    environment.ifPresent(name -> pair("environment", name));
    organization.ifPresent(id -> pair("organization", id));
    plain("policy");
    startMap(FlowStyle.BLOCK);
    pair("undeclared", "report");
    endMap();
    plain("codes");
    List<LiveCode> writable = codes.stream().filter(this::isWritable).toList();
    startMap(writable.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    writable.forEach(this::code);
    endMap();
    endMap();
    events.add(new DocumentEndEvent(false));
    events.add(new StreamEndEvent());
  }

  private boolean isWritable(LiveCode live) {
    Field key = dialect.key();
    boolean writable =
        live.code().length() >= key.min()
            && live.code().length() <= key.max()
            && isUnicode(live.code())
            && !Parked.isForm(live.code());
    if (!writable) leaveOut("the code " + quoted(live.code()), "no file can declare such a code");
    return writable;
  }

  private void code(LiveCode live) {
    text(live.code());
    startMap(FlowStyle.BLOCK);
    if (ids && isUnicode(live.id()) && !live.id().isBlank()) {
      plain("id");
      text(live.id());
    }
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      if (value.isEmpty() && field.isNaming()) continue;
      if (value.isEmpty() && field.kind() == Field.Kind.CHOICE) continue;
      Optional<String> obstacle = obstacle(field, value);
      if (obstacle.isPresent()) {
        leaveOut("'%s' of %s".formatted(field.name(), quoted(live.code())), obstacle.get());
      } else {
        plain(field.name());
        value(value);
      }
    }
    endMap();
  }

  /// Why a file can't declare a live value.
  private static Optional<String> obstacle(Field field, Value value) {
    return switch (value) {
      case Value.Outcomes outcomes -> obstacle(outcomes);
      case Value.Text text when !isUnicode(text.text()) -> Optional.of("it isn't Unicode");
      case Value.Text text when field.kind() == Field.Kind.CHOICE ->
          field.choices().contains(text.text())
              ? Optional.empty()
              : Optional.of(
                  "%s is none of %s"
                      .formatted(quoted(text.text()), String.join(", ", field.choices())));
      case Value.Text text ->
          text.text().length() <= field.max()
              ? Optional.empty()
              : Optional.of(
                  "it has %d characters, the limit is %d"
                      .formatted(text.text().length(), field.max()));
    };
  }

  private static Optional<String> obstacle(Value.Outcomes outcomes) {
    Set<String> ids = new HashSet<>();
    for (Value.Outcome outcome : outcomes.outcomes()) {
      if (!ids.add(outcome.id()))
        return Optional.of("the id " + quoted(outcome.id()) + " stands twice");
      if (!isUnicode(outcome.id()) || !isUnicode(outcome.name())) {
        return Optional.of("it isn't Unicode");
      }
    }
    return Optional.empty();
  }

  private void value(Value value) {
    switch (value) {
      case Value.Text text -> text(text.text());
      case Value.Outcomes outcomes -> {
        boolean isEmpty = outcomes.outcomes().isEmpty();
        FlowStyle style = isEmpty ? FlowStyle.FLOW : FlowStyle.BLOCK;
        events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
        for (Value.Outcome outcome : outcomes.outcomes()) {
          startMap(FlowStyle.FLOW);
          plain("id");
          text(outcome.id());
          plain("name");
          text(outcome.name());
          endMap();
        }
        events.add(new SequenceEndEvent());
      }
    }
  }

  private void pair(String key, String value) {
    plain(key);
    scalar(value, value.equals(FileReader.FORMAT) || isPlain(value));
  }

  private void plain(String word) {
    scalar(word, true);
  }

  private void text(String text) {
    scalar(text, isPlain(text));
  }

  private void scalar(String text, boolean plain) {
    events.add(
        new ScalarEvent(
            Optional.empty(),
            Optional.empty(),
            new ImplicitTuple(plain, !plain),
            text,
            plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED));
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !OTHER_THAN_TEXT.matcher(text).matches();
  }

  private void startMap(FlowStyle style) {
    events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
  }

  private void endMap() {
    events.add(new MappingEndEvent());
  }

  private void leaveOut(String what, String why) {
    leftOut.add(what + ": " + why);
  }

  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              if (isUnseen(c) || Character.getType(c) == Character.SURROGATE)
                quoted.append("<U+%04X>".formatted(c));
              else quoted.appendCodePoint(c);
            });
    return quoted.append('\'').toString();
  }

  /// Escapes what a reviewer couldn't see. Such characters stand in double quotes only: none is
  /// plain.
  private static String shown(String yaml) {
    if (yaml.codePoints().noneMatch(c -> c != '\n' && isUnseen(c))) return yaml;
    StringBuilder shown = new StringBuilder(yaml.length() + 64);
    yaml.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || !isUnseen(c)) shown.appendCodePoint(c);
              else if (c > 0xffff) shown.append("\\U%08X".formatted(c));
              else shown.append("\\u%04X".formatted(c));
            });
    return shown.toString();
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }
}

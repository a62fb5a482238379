package dev.wrapup.apply;

import dev.wrapup.Kind;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// An organization of 5 to 12 codes and a desired state for it, both made at random: updates,
/// renames, chains and cycles of them, creates and deletes. Values come from small pools, so that
/// what two people want is the same now and then.
final class SmallWorld {
  private static final int POOL = 4;

  private final Dialect dialect;
  private final Random random;
  private final Organization organization;
  private final String yaml;

  SmallWorld(Kind kind, long seed) {
    this.dialect = kind.dialect();
    random = random(seed);
    List<LiveCode> codes = new ArrayList<>();
    int count = 5 + random.nextInt(8);
    for (int i = 0; i < count; i++) codes.add(live("id-" + i, "CODE_" + i));
    organization = new Organization(dialect, codes, List.of(), divisions());
    yaml = desired(codes);
  }

  /// Neighboring seeds begin with much the same numbers unless they are spread first.
  static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  Organization organization() {
    return organization;
  }

  /// What the files say.
  String yaml() {
    return yaml;
  }

  private LiveCode live(String id, String code) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) values.put(field, value(field, random));
    return new LiveCode(id, "1", code, values);
  }

  /// All that codes may be in, each by its name.
  private Map<String, String> divisions() {
    Map<String, String> divisions = new LinkedHashMap<>();
    dialect
        .scope()
        .ifPresent(
            scope -> {
              for (int i = 0; i < POOL; i++)
                divisions.put(text(scope.field(), i), text(scope.field(), i));
            });
    return divisions;
  }

  private static String text(Field field, int number) {
    return field.name() + " " + number;
  }

  /// A value that the API takes.
  static Value value(Field field, Random random) {
    return switch (field.kind()) {
      case TEXT -> new Value.Text(text(field, random.nextInt(POOL)));
      case CHOICE -> new Value.Text(field.choices().get(random.nextInt(2)));
      case OUTCOMES -> {
        List<Value.Outcome> outcomes = new ArrayList<>();
        if (random.nextBoolean()) outcomes.add(new Value.Outcome("o-1", "One"));
        if (random.nextBoolean()) outcomes.add(new Value.Outcome("o-2", "Two"));
        yield new Value.Outcomes(outcomes);
      }
    };
  }

  private String desired(List<LiveCode> codes) {
    List<LiveCode> retired = new ArrayList<>();
    List<LiveCode> declared = new ArrayList<>();
    for (LiveCode code : codes) {
      int role = random.nextInt(10);
      if (role == 0) retired.add(code);
      if (role > 1) declared.add(code);
    }
    Map<String, String> renames = renames(declared);
    StringBuilder text = new StringBuilder("retired: ");
    text.append(retired.stream().map(LiveCode::code).toList()).append("\ncodes:\n");
    text.append("  MADE: {");
    for (Field field : dialect.fields()) if (field.neededToCreate()) text.append(yaml(field));
    text.append("}\n");
    for (LiveCode code : declared) {
      boolean isRenamed = renames.containsKey(code.code());
      text.append("  ").append(renames.getOrDefault(code.code(), code.code())).append(": {");
      if (isRenamed || random.nextBoolean()) text.append("id: ").append(code.id()).append(", ");
      for (Field field : dialect.fields()) {
        if (random.nextInt(3) > 0) text.append(yaml(field));
      }
      text.append("}\n");
    }
    for (String freed : renames.keySet()) {
      if (renames.containsValue(freed) || random.nextBoolean()) continue;
      text.append("  ").append(freed).append(": {");
      for (Field field : dialect.fields()) text.append(yaml(field));
      text.append("}\n");
    }
    return text.toString();
  }

  /// Old codes to new ones: the old codes of all that are renamed, and some fresh ones, dealt out
  /// again, which makes chains and cycles.
  private Map<String, String> renames(List<LiveCode> declared) {
    List<String> renamed = new ArrayList<>();
    for (LiveCode code : declared) if (random.nextInt(2) == 0) renamed.add(code.code());
    List<String> dealt = new ArrayList<>(renamed);
    for (int i = 0; i < renamed.size() / 3; i++) dealt.set(i, "FRESH_" + i);
    Collections.shuffle(dealt, random);
    Map<String, String> renames = new LinkedHashMap<>();
    for (int i = 0; i < renamed.size(); i++) {
      if (!renamed.get(i).equals(dealt.get(i))) renames.put(renamed.get(i), dealt.get(i));
    }
    return renames;
  }

  private String yaml(Field field) {
    return switch (value(field, random)) {
      case Value.Text text -> "%s: %s, ".formatted(field, text.text());
      case Value.Outcomes outcomes ->
          "%s: %s, "
              .formatted(
                  field,
                  outcomes.outcomes().stream()
                      .map(o -> "{id: %s, name: %s}".formatted(o.id(), o.name()))
                      .toList());
    };
  }
}

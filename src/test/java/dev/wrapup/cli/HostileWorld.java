package dev.wrapup.cli;

import dev.wrapup.HostileText;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// An organization, and a file about it as it is and as it was, in which others wrote whatever can
/// be written: every sort of change, drift and refusal is there, and no name in it is harmless.
///
/// @param base what the files were, as YAML
/// @param files what they are
/// @param live the codes of the organization
/// @param rules that refer to them
record HostileWorld(String base, String files, List<LiveCode> live, List<Referrer> rules) {
  static final Field NAME = field("displayName");
  static final Field TEXT = field("description");
  static final Field ROUTING = field("routingType");
  static final Field OUTCOMES = field("outcomes");

  private static Field field(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }

  static HostileWorld of(Random random) {
    return new Maker(random).world();
  }

  Organization organization() {
    return new Organization(live, rules);
  }

  /// What became of a code.
  private enum Fate {
    UNCHANGED,
    EDITED,
    DRIFTED,
    COLLIDED,
    RENAMED,
    RETIRED,
    CREATED,
    VANISHED,
    RELEASED,
    UNDECLARED,
    IGNORED
  }

  /// Makes one up.
  private static final class Maker {
    private static final List<Fate> FATES = List.of(Fate.values());

    private final Random random;
    private final HostileText texts;
    private final HostileYaml yaml;
    private final Set<String> codes = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<LiveCode> live = new ArrayList<>();
    private final List<Referrer> rules = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();
    private final List<String> protectedCodes = new ArrayList<>();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder now = new StringBuilder();

    Maker(Random random) {
      this.random = random;
      this.texts = new HostileText(random);
      this.yaml = new HostileYaml(random);
    }

    HostileWorld world() {
      FATES.forEach(this::code);
      for (int i = random.nextInt(4); i > 0; i--) {
        code(FATES.get(random.nextInt(FATES.size())));
      }
      return new HostileWorld(file(before, List.of()), file(now, retired), live, rules);
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private void code(Fate fate) {
      String code = unique(codes, 20);
      String id = unique(ids, 40);
      Map<Field, Value> first = values();
      Map<Field, Value> second = fate == Fate.COLLIDED ? edited(first, NAME) : edited(first);
      switch (fate) {
        case UNCHANGED -> declare(code, id, first, first, first);
        case EDITED -> declare(code, id, first, second, first);
        case DRIFTED -> declare(code, id, first, first, second);
        case COLLIDED -> declare(code, id, first, second, edited(first, NAME));
        case RENAMED -> {
          String renamed = unique(codes, 20);
          entry(before, code, id, first);
          entry(now, renamed, id, chance(50) ? first : second);
          line(now, 4, "previously", "[" + yaml.scalar(code) + "]");
          live(code, id, first);
        }
        case RETIRED -> {
          entry(before, code, id, first);
          retired.add(code);
          live(code, id, first);
        }
        case CREATED -> entry(now, code, "", first);
        case VANISHED -> {
          entry(before, code, id, first);
          entry(now, code, id, first);
        }
        case RELEASED -> {
          entry(before, code, id, first);
          live(code, id, first);
        }
        case UNDECLARED -> live(code, id, undeclarable(first));
        case IGNORED -> {
          declare(code, id, first, first, edited(first, TEXT));
          now.append("    ignore:\n      - field: description\n        until: 2026-01-04\n");
          line(now, 8, "owner", yaml.scalar(texts.name(40)));
          line(now, 8, "reason", yaml.scalar(texts.name(80)));
        }
      }
      if (chance(20)) protectedCodes.add(code);
    }

    private void declare(
        String code,
        String id,
        Map<Field, Value> once,
        Map<Field, Value> declared,
        Map<Field, Value> lively) {
      entry(before, code, id, once);
      entry(now, code, id, declared);
      live(code, id, lively);
    }

    private void live(String code, String id, Map<Field, Value> values) {
      live.add(new LiveCode(id, String.valueOf(1 + random.nextInt(9)), code, values));
      int count = random.nextInt(3);
      for (int i = 0; i < count; i++) {
        Optional<String> byName = Optional.of(chance(50) ? values.get(NAME).text() : code);
        boolean byId = chance(50);
        rules.add(
            new Referrer(
                "routing-rule",
                unique(ids, 40),
                texts.text(200),
                byId ? Optional.of(id) : Optional.empty(),
                byId ? Optional.empty() : byName));
      }
    }

    private Map<Field, Value> values() {
      Map<Field, Value> values = new HashMap<>();
      values.put(NAME, new Value.Text(texts.name(256)));
      values.put(TEXT, new Value.Text(chance(80) ? texts.name(1024) : ""));
      values.put(ROUTING, new Value.Text(chance(50) ? "manual" : "auto"));
      values.put(OUTCOMES, outcomes());
      return values;
    }

    private Value outcomes() {
      List<Value.Outcome> outcomes = new ArrayList<>();
      Set<String> taken = new HashSet<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        outcomes.add(new Value.Outcome(unique(taken, 40), texts.name(100)));
      }
      return new Value.Outcomes(outcomes);
    }

    private Map<Field, Value> edited(Map<Field, Value> values, Field... fields) {
      Map<Field, Value> edited = new HashMap<>(values);
      List<Field> which = fields.length > 0 ? List.of(fields) : List.of(NAME, TEXT, OUTCOMES);
      for (Field field : which) {
        if (fields.length == 0 && !chance(60)) continue;
        if (field.equals(OUTCOMES)) edited.put(field, outcomes());
        else edited.put(field, new Value.Text(text(values.get(field))));
      }
      if (edited.equals(values)) edited.put(NAME, new Value.Text(texts.name(200) + " more"));
      return edited;
    }

    /// Another text, or the same with something before or behind it.
    private String text(Value value) {
      boolean isLonger = chance(50) && value.text().length() < 150;
      return isLonger ? value.text() + " " + texts.name(50) : texts.name(256);
    }

    /// At times what no file can declare, and the API may still tell.
    private Map<Field, Value> undeclarable(Map<Field, Value> values) {
      Map<Field, Value> other = new HashMap<>(values);
      if (chance(20)) other.put(NAME, new Value.Text(texts.text(256) + "x".repeat(200)));
      if (chance(20)) other.put(ROUTING, new Value.Text(texts.text(40)));
      return other;
    }

    private String unique(Set<String> taken, int most) {
      String text;
      do {
        text = texts.name(most - 2);
        if (taken.size() > 3 && chance(50)) text += random.nextInt(100);
      } while (text.isEmpty() || !taken.add(text.toLowerCase(Locale.ROOT)));
      return text;
    }

    private void entry(StringBuilder file, String code, String id, Map<Field, Value> values) {
      file.append("  ").append(yaml.scalar(code)).append(":\n");
      if (!id.isEmpty()) line(file, 4, "id", yaml.scalar(id));
      for (Field field : List.of(NAME, TEXT, ROUTING, OUTCOMES)) {
        Value value = values.get(field);
        switch (value) {
          case Value.Text text -> line(file, 4, field.name(), yaml.scalar(text.text()));
          case Value.Outcomes outcomes -> line(file, 4, field.name(), yaml.outcomes(outcomes));
        }
      }
    }

    private static void line(StringBuilder file, int indent, String key, String value) {
      file.append(" ".repeat(indent)).append(key).append(": ").append(value).append('\n');
    }

    private String file(StringBuilder entries, List<String> retired) {
      StringBuilder file = new StringBuilder("# " + yaml.comment() + "\nformat: 1\npolicy:\n");
      boolean mayDelete = chance(70);
      line(
          file, 2, "allow", mayDelete ? "[create, update, delete, delete-referenced]" : "[create]");
      line(file, 2, "undeclared", chance(50) ? "report" : "ignore");
      line(file, 2, "onWarning", chance(80) ? "allow" : "refuse");
      line(file, 2, "onDrift", chance(80) ? "keep" : "refuse");
      if (chance(20)) line(file, 2, "maxUpdates", "0");
      if (chance(20)) line(file, 2, "protect", yaml.list(protectedCodes));
      if (chance(20)) {
        line(
            file, 2, "codePattern", yaml.scalar("\\Q" + texts.name(60).replace("\\E", "") + "\\E"));
      }
      if (!retired.isEmpty()) line(file, 0, "retired", yaml.list(retired));
      return file.append("codes:\n").append(entries).toString();
    }
  }
}

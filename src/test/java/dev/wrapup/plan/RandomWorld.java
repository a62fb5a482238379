package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A world made at random whose maker knows what each edit meant, and so what a right plan is,
/// without binding or comparing anything: an oracle.
final class RandomWorld {
  private static final List<String> FIELDS = List.of("displayName", "description", "routingType");

  /// One wrap-up code through the ages: as the base declared it, as it is live, as the files
  /// declare it.
  private static final class Person {
    final String id;
    final Map<String, String> base = new LinkedHashMap<>();
    final Map<String, String> live = new LinkedHashMap<>();
    final Map<String, String> head = new LinkedHashMap<>();
    Optional<String> baseKey = Optional.empty();
    Optional<String> liveCode = Optional.empty();
    Optional<String> headKey = Optional.empty();
    Optional<String> previously = Optional.empty();
    boolean pinned;
    boolean retired;

    Person(String id) {
      this.id = id;
    }
  }

  private final Random random;
  private final List<Person> people = new ArrayList<>();
  private int fresh;
  final boolean hasBase;

  RandomWorld(long seed) {
    random = new Random(seed);
    hasBase = random.nextInt(3) > 0;
    int count = 3 + random.nextInt(12);
    for (int i = 0; i < count; i++) people.add(synced("id-" + i));
    swap();
    chain();
    for (Person person : people) editInGit(person);
    for (Person person : people) editByHand(person);
    for (int i = random.nextInt(3); i > 0; i--) people.add(newInGit());
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String freshCode() {
    return "K" + fresh++;
  }

  private String freshValue(String field) {
    if (field.equals("routingType")) return random.nextBoolean() ? "manual" : "auto";
    return field + " " + fresh++;
  }

  private Person synced(String id) {
    Person person = new Person(id);
    String code = freshCode();
    person.liveCode = Optional.of(code);
    for (String field : FIELDS) person.live.put(field, freshValue(field));
    if (chance(20)) return person;
    person.pinned = chance(50);
    person.baseKey = Optional.of(code);
    person.headKey = Optional.of(code);
    for (String field : FIELDS) {
      if (chance(70)) person.base.put(field, person.live.get(field));
    }
    person.head.putAll(person.base);
    return person;
  }

  /// Two pinned codes change places.
  private void swap() {
    List<Person> pinned =
        people.stream().filter(person -> person.pinned && person.headKey.isPresent()).toList();
    if (pinned.size() < 2 || !chance(40)) return;
    Person a = pinned.get(0);
    Person b = pinned.get(1);
    Optional<String> key = a.headKey;
    a.headKey = b.headKey;
    b.headKey = key;
  }

  /// One unpinned code takes the key of another, which takes a new one.
  private void chain() {
    List<Person> free =
        people.stream().filter(person -> !person.pinned && person.headKey.isPresent()).toList();
    if (!hasBase || free.size() < 2 || !chance(40)) return;
    Person first = free.get(0);
    Person second = free.get(1);
    second.previously = second.headKey;
    first.previously = first.headKey;
    first.headKey = second.headKey;
    second.headKey = Optional.of(freshCode());
  }

  private void editInGit(Person person) {
    if (person.headKey.isEmpty()) return;
    boolean moved = !person.headKey.equals(person.baseKey);
    if (!moved && chance(10)) {
      person.headKey = Optional.empty();
      person.head.clear();
      person.retired = chance(50);
      return;
    }
    if (!moved && chance(15)) {
      if (!person.pinned) person.previously = person.headKey;
      person.headKey = Optional.of(freshCode());
    }
    for (String field : FIELDS) {
      if (chance(20)) person.head.put(field, freshValue(field));
      else if (chance(5)) person.head.remove(field);
    }
  }

  private void editByHand(Person person) {
    boolean moved = person.headKey.isPresent() && !person.headKey.equals(person.baseKey);
    for (String field : FIELDS) {
      if (chance(15)) person.live.put(field, freshValue(field));
    }
    // a collision: both sides changed one field
    if (chance(10)) person.live.put("displayName", freshValue("displayName"));
    if (moved) return;
    if (chance(8)) person.liveCode = Optional.empty();
    else if (chance(8)) person.liveCode = Optional.of(freshCode());
  }

  private Person newInGit() {
    Person person = new Person("");
    person.headKey = Optional.of(freshCode());
    person.head.put("displayName", freshValue("displayName"));
    person.head.put("routingType", freshValue("routingType"));
    return person;
  }

  String desiredYaml(String policy) {
    StringBuilder yaml = new StringBuilder(policy);
    List<String> retired = new ArrayList<>();
    for (Person person : people) {
      if (person.retired) retired.add(person.baseKey.orElseThrow());
    }
    yaml.append("retired: ").append(retired).append("\n");
    yaml.append("defaults: {displayName: none, routingType: manual}\ncodes:");
    boolean empty = true;
    for (Person person : people) {
      if (person.headKey.isEmpty()) continue;
      empty = false;
      yaml.append("\n  ").append(person.headKey.get()).append(": {");
      if (person.pinned) yaml.append("id: ").append(person.id).append(", ");
      person.previously.ifPresent(key -> yaml.append("previously: [").append(key).append("], "));
      person.head.forEach((field, value) -> yaml.append(field + ": '" + value + "', "));
      yaml.append("}");
    }
    return yaml.append(empty ? " {}\n" : "\n").toString();
  }

  String baseYaml(String policy) {
    StringBuilder yaml = new StringBuilder(policy).append("codes:");
    boolean empty = true;
    for (Person person : people) {
      if (person.baseKey.isEmpty()) continue;
      empty = false;
      yaml.append("\n  ").append(person.baseKey.get()).append(": {");
      if (person.pinned) yaml.append("id: ").append(person.id).append(", ");
      person.base.forEach((field, value) -> yaml.append(field + ": '" + value + "', "));
      yaml.append("}");
    }
    return yaml.append(empty ? " {}\n" : "\n").toString();
  }

  Catalog catalog() {
    List<LiveCode> codes = new ArrayList<>();
    for (Person person : people) {
      person.liveCode.ifPresent(code -> codes.add(live(person.id, code, person.live)));
    }
    return new Catalog(codes, new Usage(List.of(), List.of()));
  }

  private static LiveCode live(String id, String code, Map<String, String> fields) {
    Map<Field, Value> values = new HashMap<>();
    values.put(Worlds.NAME, new Value.Text(fields.get("displayName")));
    values.put(Worlds.DESCRIPTION, new Value.Text(fields.get("description")));
    values.put(Worlds.ROUTING, new Value.Text(fields.get("routingType")));
    return new LiveCode(id, "1", code, values);
  }

  /// Whether the planner can know which live code this is: by id, or because nobody renamed it.
  private static boolean isRecognizable(Person person) {
    return person.liveCode.isPresent() && (person.pinned || person.liveCode.equals(person.baseKey));
  }

  /// What a right plan says of each code: `key/field` → `from → to (origin)`.
  SortedMap<String, String> expected() {
    SortedMap<String, String> expected = new TreeMap<>();
    for (Person person : people) {
      if (person.retired && person.liveCode.equals(person.baseKey)) {
        expected.put("delete " + person.baseKey.orElseThrow(), hasBase ? "git" : "unknown");
      }
      if (person.headKey.isEmpty()) continue;
      String key = person.headKey.get();
      if (!isRecognizable(person)) {
        boolean vanished = person.pinned || (hasBase && person.baseKey.isPresent());
        expected.put("create " + key, vanished ? "drift" : "git");
        continue;
      }
      expect(expected, person, "code", person.liveCode, person.headKey, person.baseKey);
      for (String field : FIELDS) {
        if (!person.head.containsKey(field)) continue;
        expect(
            expected,
            person,
            field,
            Optional.of(person.live.get(field)),
            Optional.of(person.head.get(field)),
            Optional.ofNullable(person.base.get(field)));
      }
    }
    return expected;
  }

  /// How many live codes are as declared.
  int expectedUnchanged() {
    return (int)
        people.stream()
            .filter(person -> person.headKey.isPresent() && isRecognizable(person))
            .filter(
                person ->
                    expected().keySet().stream()
                        .noneMatch(k -> k.startsWith("update " + person.id + " ")))
            .count();
  }

  private void expect(
      SortedMap<String, String> expected,
      Person person,
      String field,
      Optional<String> live,
      Optional<String> desired,
      Optional<String> base) {
    if (live.equals(desired)) return;
    String origin = "collision";
    if (!hasBase) origin = "unknown";
    else if (base.isEmpty() || base.equals(live)) origin = "git";
    else if (base.equals(desired)) origin = "drift";
    expected.put(
        "update %s %s".formatted(person.id, field),
        "%s → %s (%s)".formatted(live.orElseThrow(), desired.orElseThrow(), origin));
  }

  /// What is live after a right apply, by id or, for new codes, by key; `code` and all fields.
  SortedMap<String, Map<String, String>> expectedAfter() {
    SortedMap<String, Map<String, String>> after = new TreeMap<>();
    for (Person person : people) {
      boolean deleted = person.retired && person.liveCode.equals(person.baseKey);
      if (person.liveCode.isPresent() && !deleted) {
        Map<String, String> fields = new TreeMap<>(person.live);
        fields.put("code", person.liveCode.get());
        after.put(person.id, fields);
      }
    }
    expected()
        .forEach(
            (what, how) -> {
              String[] words = what.split(" ");
              if (!words[0].equals("update") || (hasBase && how.endsWith("(drift)"))) return;
              String to = how.substring(how.indexOf(" → ") + 3, how.lastIndexOf(" ("));
              after.get(words[1]).put(words[2], to);
            });
    return after;
  }
}

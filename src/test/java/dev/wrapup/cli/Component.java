package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A CI/CD component as GitLab reads it (its documentation of inputs and of `extends`, read
/// 2026-11-28), as far as ours uses that.
///
/// @param inputs what it declares
/// @param configuration the second document, before anything is put into it
record Component(Map<String, Input> inputs, Map<String, Object> configuration) {
  private static final Pattern BLOCK = Pattern.compile("\\$\\[\\[ *inputs\\.([\\w-]+) *]]");

  private static final Set<String> NO_JOBS = Set.of("stages", "variables");

  /// An input that is declared.
  record Input(String name, Map<String, Object> facts) {
    String type() {
      return (String) facts.getOrDefault("type", "string");
    }

    /// The value, if it is one that GitLab lets pass.
    Object checked(Object value) {
      boolean isOfType =
          switch (type()) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List;
            default -> throw new IllegalArgumentException(name + ": no such type: " + type());
          };
      boolean isOption =
          !facts.containsKey("options") || ((List<?>) facts.get("options")).contains(value);
      boolean isLikeRegex =
          !facts.containsKey("regex")
              || com.google.re2j.Pattern.compile((String) facts.get("regex"))
                  .matcher((String) value)
                  .find();
      if (isOfType && isOption && isLikeRegex) return value;
      throw new IllegalArgumentException("%s: not a value for it: %s".formatted(name, value));
    }
  }

  /// A job as GitLab makes it of the configuration, with what it extends.
  record Job(String name, Map<String, Object> body) {
    /// All lines that run in one shell, in their order.
    String script() {
      List<String> lines = new ArrayList<>();
      for (String part : List.of("before_script", "script")) {
        for (Object line : (List<?>) body.getOrDefault(part, List.of())) lines.add((String) line);
      }
      return String.join("\n", lines);
    }

    Map<String, String> variables() {
      Map<String, String> variables = new TreeMap<>();
      map("variables")
          .forEach(
              (name, value) ->
                  variables.put(
                      name,
                      (String) (value instanceof Map<?, ?> facts ? facts.get("value") : value)));
      return variables;
    }

    @SuppressWarnings("unchecked") // YAML has no other maps
    Map<String, Object> map(String key) {
      return (Map<String, Object>) body.getOrDefault(key, Map.of());
    }

    List<?> list(String key) {
      return (List<?>) body.getOrDefault(key, List.of());
    }
  }

  /// The documents of a file.
  @SuppressWarnings("unchecked") // a file of GitLab's is of maps
  static List<Map<String, Object>> documents(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    return StreamSupport.stream(load.loadAllFromString(Files.readString(file)).spliterator(), false)
        .map(document -> (Map<String, Object>) document)
        .toList();
  }

  static Component read() throws IOException {
    return read(Path.of("templates/wrapup.yml"));
  }

  /// A file with a header of inputs.
  @SuppressWarnings("unchecked") // see above
  static Component read(Path file) throws IOException {
    List<Map<String, Object>> documents = documents(file);
    if (documents.size() != 2) throw new IllegalArgumentException("not a header and jobs");
    Map<String, Object> spec = (Map<String, Object>) documents.getFirst().get("spec");
    Map<String, Input> inputs = new LinkedHashMap<>();
    ((Map<String, Object>) spec.get("inputs"))
        .forEach((name, facts) -> inputs.put(name, new Input(name, (Map<String, Object>) facts)));
    return new Component(inputs, documents.getLast());
  }

  /// What a project's own file gives the component.
  ///
  /// @param asked what its pipeline is given; of other inputs, what the file is to say instead
  @SuppressWarnings("unchecked") // see above
  static Map<String, Object> given(Path file, Map<String, ?> asked) throws IOException {
    List<Map<String, Object>> documents = documents(file);
    Map<String, Object> values = new TreeMap<>(asked);
    Map<String, Map<String, Map<String, Object>>> spec =
        (Map<String, Map<String, Map<String, Object>>>) documents.getFirst().get("spec");
    spec.get("inputs").forEach((name, facts) -> values.putIfAbsent(name, facts.get("default")));
    Map<String, Object> include =
        ((List<Map<String, Object>>) documents.getLast().get("include")).getFirst();
    Map<String, Object> given = new TreeMap<>(asked);
    given.putAll((Map<String, Object>) filled(include.get("inputs"), values));
    return given;
  }

  /// The inputs that are put in somewhere.
  Set<String> used() {
    Set<String> used = new TreeSet<>();
    Matcher block = BLOCK.matcher(configuration.toString());
    while (block.find()) used.add(block.group(1));
    return used;
  }

  /// What an include by these inputs makes of it, hidden jobs left out.
  Map<String, Job> include(Map<String, ?> given) {
    Map<String, Object> values = new TreeMap<>();
    inputs.forEach((name, input) -> values.put(name, input.facts().get("default")));
    given.forEach(
        (name, value) -> {
          if (!inputs.containsKey(name)) throw new IllegalArgumentException("no input: " + name);
          values.put(name, inputs.get(name).checked(value));
        });
    @SuppressWarnings("unchecked") // a map stays one
    Map<String, Object> filled = (Map<String, Object>) filled(configuration, values);
    Map<String, Job> jobs = new LinkedHashMap<>();
    filled.forEach(
        (name, body) -> {
          boolean isJob = !name.startsWith(".") && !NO_JOBS.contains(name);
          if (isJob) jobs.put(name, new Job(name, extended(filled, name)));
        });
    return jobs;
  }

  /// An input that is all of a value keeps its type; one within a text becomes text.
  private static Object filled(Object part, Map<String, Object> values) {
    return switch (part) {
      case Map<?, ?> map -> {
        Map<String, Object> filled = new LinkedHashMap<>();
        map.forEach(
            (key, value) -> filled.put((String) filled(key, values), filled(value, values)));
        yield filled;
      }
      case List<?> list -> list.stream().map(item -> filled(item, values)).toList();
      case String text -> {
        Matcher whole = BLOCK.matcher(text);
        if (whole.matches()) yield values.get(whole.group(1));
        yield BLOCK
            .matcher(text)
            .replaceAll(
                block -> Matcher.quoteReplacement(String.valueOf(values.get(block.group(1)))));
      }
      default -> part;
    };
  }

  @SuppressWarnings("unchecked") // jobs are maps
  private static Map<String, Object> extended(Map<String, Object> all, String name) {
    Map<String, Object> own = (Map<String, Object>) all.get(name);
    if (own == null) throw new IllegalArgumentException("there is no job " + name);
    Object parents = own.getOrDefault("extends", List.of());
    Map<String, Object> base = Map.of();
    for (Object parent : parents instanceof List<?> list ? list : List.of(parents)) {
      base = merged(base, extended(all, (String) parent));
    }
    return merged(base, own);
  }

  /// Maps are merged at every depth, all else is replaced.
  @SuppressWarnings("unchecked") // see above
  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> own) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    own.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (old, now) ->
                    old instanceof Map && now instanceof Map
                        ? merged((Map<String, Object>) old, (Map<String, Object>) now)
                        : now));
    return merged;
  }
}

package dev.wrapup.cli;

import com.github.difflib.DiffUtils;
import dev.wrapup.Kind;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a scenario's commands change, at a moment.
///
/// @param files by name, without Git's and the program's own
/// @param live by id
/// @param requests so far
/// @param records by the name of their journal: the type of each, and its code
record ScenarioState(
    Map<String, String> files,
    Map<String, LiveCode> live,
    List<Sandbox.Request> requests,
    Map<String, List<String>> records) {
  /// What stands for the fields of a code that is gone.
  static final String DELETED = "deleted";

  private static final Comparator<String> INTENTS_FIRST =
      Comparator.comparing((String one) -> !one.startsWith("intent "))
          .thenComparing(Comparator.naturalOrder());

  private static final JsonMapper JSON = new JsonMapper();

  static ScenarioState of(Program program, Optional<Sandbox> sandbox) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(program.folder())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = program.folder().relativize(file).toString();
        if (!name.matches("(.*/)?\\.(git|wrapup)/.*")) files.put(name, program.read(name));
      }
    }
    List<LiveCode> codes =
        sandbox.map(Sandbox::organization).map(Organization::codes).orElse(List.of());
    return new ScenarioState(
        files,
        codes.stream().collect(Collectors.toMap(LiveCode::id, code -> code)),
        sandbox.map(Sandbox::requests).orElse(List.of()),
        program.journals().stream()
            .collect(Collectors.toMap(Path::toString, ScenarioState::records)));
  }

  private static List<String> records(Path journal) {
    try {
      return Files.readAllLines(journal).stream()
          .map(JSON::readTree)
          .map(of -> of.path("type").asString() + " " + of.path("code").asString(""))
          .map(String::strip)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> recordsSince(ScenarioState before, boolean inOrder) {
    List<String> told = new ArrayList<>();
    for (String journal : new TreeSet<>(records.keySet())) {
      List<String> all = records.get(journal);
      told.addAll(all.subList(before.records.getOrDefault(journal, List.of()).size(), all.size()));
    }
    return inLine(told, inOrder);
  }

  /// Of each the method, the code that it is about, and the status of an error; one word for the
  /// lists that a plan reads where nothing else is to be known.
  List<String> requestsSince(ScenarioState before, Kind kind, boolean inOrder) {
    List<String> told = new ArrayList<>();
    for (Sandbox.Request request : requests.subList(before.requests.size(), requests.size())) {
      String id = request.path().replaceFirst(".*/", "");
      LiveCode code = before.live.getOrDefault(id, live.get(id));
      String error = request.status() == 0 ? " lost" : " " + request.status();
      told.add(
          request.method()
              + (code == null ? "" : " " + code.code())
              + (request.status() / 100 == 2 ? "" : error));
    }
    String catalog = kind == Kind.VERSIONED ? "^TOKEN, 2 GET\\b" : "^TOKEN, 4 GET\\b";
    return inLine(told, inOrder).stream()
        .map(line -> line.replaceFirst(catalog, "TOKEN, the catalog"))
        .toList();
  }

  /// What is the same one after another is counted. Lists are read side by side; where codes are
  /// too, their order is of no meaning either.
  private static List<String> inLine(List<String> all, boolean inOrder) {
    List<String> sorted = new ArrayList<>(all);
    for (int from = 0, to = 0; to <= sorted.size(); to++) {
      if (to < sorted.size() && kind(sorted.get(from)) == kind(sorted.get(to))) continue;
      boolean isAtOnce = to > from && kind(sorted.get(from)) > (inOrder ? 1 : 0);
      if (isAtOnce) sorted.subList(from, to).sort(INTENTS_FIRST);
      from = to;
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < sorted.size(); ) {
      String one = sorted.get(i);
      int same = (int) sorted.subList(i, sorted.size()).stream().takeWhile(one::equals).count();
      told.add(same == 1 ? one : same + " " + one);
      i += same;
    }
    return told.isEmpty() ? List.of() : List.of(String.join(", ", told));
  }

  /// 2 for a list that is read, or what isn't there, 1 for what is of a code, 0 for anything else.
  private static int kind(String one) {
    if (one.matches("GET( \\d{3}| lost)?|GET .* 404")) return 2;
    return one.contains(" ") || one.equals("POST") ? 1 : 0;
  }

  /// Each code that is not as it was, with what is new of it.
  List<String> liveSince(ScenarioState before, Kind kind) {
    List<String> told = new ArrayList<>();
    for (String id : names(before.live, live)) {
      LiveCode old = before.live.get(id);
      LiveCode now = live.get(id);
      if (now == null) {
        told.add(old.code() + ": " + DELETED);
      } else if (!now.equals(old)) {
        String code = old == null ? now.code() : old.code();
        told.add(code + ": {" + String.join(", ", news(old, now, kind)) + "}");
      }
    }
    return told.stream().sorted().toList();
  }

  private static List<String> news(@Nullable LiveCode old, LiveCode now, Kind kind) {
    List<String> news = new ArrayList<>();
    if (old != null && !old.code().equals(now.code())) news.add("<key>: " + now.code());
    for (Field field : kind.dialect().fields()) {
      Value value = now.values().getOrDefault(field, kind.unsaid(field));
      Value was =
          old == null ? kind.unsaid(field) : old.values().getOrDefault(field, kind.unsaid(field));
      if (!value.equals(was)) news.add(field.name() + ": " + value.text());
    }
    return news;
  }

  /// Each file that is not as it was, with the lines that went and came.
  List<String> filesSince(ScenarioState before) {
    List<String> told = new ArrayList<>();
    for (String name : names(before.files, files)) {
      String old = before.files.get(name);
      String now = files.get(name);
      if (old == null || now == null) {
        told.add(name + (old == null ? " is new" : " is gone"));
      } else if (!old.equals(now)) {
        told.add(name);
        for (var delta : DiffUtils.diff(old.lines().toList(), now.lines().toList()).getDeltas()) {
          delta.getSource().getLines().forEach(line -> told.add("- " + line));
          delta.getTarget().getLines().forEach(line -> told.add("+ " + line));
        }
      }
    }
    return told;
  }

  private static Iterable<String> names(Map<String, ?> before, Map<String, ?> now) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names;
  }
}

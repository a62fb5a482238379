package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A random history of a fleet, and a model of its own of what the skew is then: what was declared
/// at each commit is known from the edits, and never read from the files.
final class SkewHistory implements AutoCloseable {
  private static final int[] WAVES = {0, 0, 1, 1, 2};
  private static final String SHARED = "shared/codes.yaml";
  private static final String KEY = "code";
  private static final List<String> NAMES = List.of("A", "B", "C", "D", "E");
  private static final Set<String> FIELDS = Set.of("displayName", "description");

  private final Path folder;
  private final Random random;
  private final FleetWorld world;

  /// By file what it has of which code.
  private Files files = new Files(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());

  /// By commit what was declared then, the oldest first.
  private final Map<String, Files> commits = new LinkedHashMap<>();

  /// What is in the files and in no commit.
  private final Set<String> dirty = new TreeSet<>();

  /// What files say, by the names of targets where it is of one.
  private record Files(
      Map<String, Map<String, String>> shared, Set<String> retired, Map<String, Own> own) {
    Files copy() {
      Map<String, Own> others = new TreeMap<>();
      own.forEach((target, one) -> others.put(target, one.copy()));
      return new Files(copy(shared), new TreeSet<>(retired), others);
    }

    private static Map<String, Map<String, String>> copy(Map<String, Map<String, String>> codes) {
      Map<String, Map<String, String>> copies = new TreeMap<>();
      codes.forEach((code, fields) -> copies.put(code, new TreeMap<>(fields)));
      return copies;
    }

    /// @return empty if the target has no such code
    Optional<Map<String, String>> declared(String target, String code) {
      Own one = own.get(target);
      if (one.codes().containsKey(code)) return Optional.of(one.codes().get(code));
      if (!shared.containsKey(code) || one.except().contains(code)) return Optional.empty();
      Map<String, String> fields = new TreeMap<>(shared.get(code));
      fields.putAll(one.override().getOrDefault(code, Map.of()));
      return Optional.of(fields);
    }

    /// Where a field, or with the key a code, is declared.
    String file(String target, String code, String field) {
      Own one = own.get(target);
      boolean isOwn =
          one.codes().containsKey(code)
              || one.override().getOrDefault(code, Map.of()).containsKey(field);
      return isOwn ? SkewHistory.file(target) : SHARED;
    }

    /// What a file holds, for whether a commit changed it.
    Object of(String file) {
      return file.equals(SHARED)
          ? List.of(shared, retired)
          : own.get(file.substring("own/".length(), file.length() - ".yaml".length()));
    }
  }

  private record Own(
      Map<String, Map<String, String>> codes,
      Set<String> except,
      Map<String, Map<String, String>> override) {
    Own copy() {
      return new Own(Files.copy(codes), new TreeSet<>(except), Files.copy(override));
    }
  }

  SkewHistory(Path folder, long seed) throws IOException, InterruptedException {
    this.folder = folder;
    this.random = new Random(seed);
    this.world = new FleetWorld(folder, 0, WAVES);
    for (String target : targets()) {
      files.own().put(target, new Own(new TreeMap<>(), new TreeSet<>(), new TreeMap<>()));
    }
    for (int i = 0; i < 3; i++) files.shared().put(name(), fresh());
    Repository.git(folder, "init", "-q", "-b", "main");
    commit();
  }

  List<String> targets() {
    return IntStream.range(0, WAVES.length).mapToObj(i -> "org-" + i).toList();
  }

  private static String file(String target) {
    return "own/%s.yaml".formatted(target);
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private String text() {
    return "text " + random.nextInt(4);
  }

  private String target() {
    return "org-" + random.nextInt(WAVES.length);
  }

  private static String field(Random random) {
    return random.nextBoolean() ? "displayName" : "description";
  }

  private Map<String, String> fresh() {
    Map<String, String> fields = new TreeMap<>(Map.of("displayName", text()));
    if (random.nextBoolean()) fields.put("description", text());
    return fields;
  }

  /// One of: a merge, an apply of a wave, edits by hand.
  void step() throws IOException, InterruptedException {
    switch (random.nextInt(5)) {
      case 0, 1 -> merge();
      case 2 -> apply();
      default -> {
        for (int i = random.nextInt(3); i >= 0; i--) edit();
      }
    }
  }

  /// Leaves something that is in no commit.
  void leave() {
    if (random.nextInt(4) > 0) return;
    Files before = files.copy();
    change();
    write();
    allFiles().filter(file -> !files.of(file).equals(before.of(file))).forEach(dirty::add);
  }

  private Stream<String> allFiles() {
    return Stream.concat(Stream.of(SHARED), targets().stream().map(SkewHistory::file));
  }

  private void merge() throws IOException, InterruptedException {
    boolean isBranch = random.nextInt(3) == 0;
    if (isBranch) Repository.git(folder, "checkout", "-q", "-b", "topic");
    for (int i = random.nextInt(2); i >= 0; i--) change();
    commit();
    if (!isBranch) return;
    Repository.git(folder, "checkout", "-q", "main");
    Repository.git(
        folder,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@localhost",
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "merged",
        "topic");
    Repository.git(folder, "branch", "-q", "-d", "topic");
    commits.put(Repository.git(folder, "rev-parse", "HEAD"), files.copy());
  }

  /// Changes what one file says; the others with it where they would be invalid.
  private void change() {
    String code = name();
    Own own = files.own().get(target());
    boolean isShared = files.shared().containsKey(code);
    switch (random.nextInt(8)) {
      case 0 -> {
        String only = "OWN_" + random.nextInt(2);
        if (random.nextBoolean()) own.codes().put(only, fresh());
        else own.codes().remove(only);
      }
      case 1 -> {
        if (!isShared) return;
        own.override().remove(code);
        if (!own.except().remove(code)) own.except().add(code);
      }
      case 2, 3 -> {
        if (!isShared || own.except().contains(code)) return;
        if (own.override().remove(code) != null && random.nextBoolean()) return;
        own.override().put(code, new TreeMap<>(Map.of(field(random), "own " + text())));
      }
      case 4 -> {
        files.shared().remove(code);
        files.retired().remove(code);
        if (random.nextBoolean()) files.retired().add(code);
        for (Own one : files.own().values()) {
          one.except().remove(code);
          one.override().remove(code);
        }
      }
      default -> {
        files.retired().remove(code);
        files.shared().put(code, fresh());
      }
    }
  }

  private void write() {
    StringBuilder shared =
        new StringBuilder(
            "format: 1\npolicy: {allow: [create, update, delete], maxCreates: 50, maxUpdates: 50, maxDeletes: 50}\n");
    if (!files.retired().isEmpty()) {
      shared.append("retired: [%s]\n".formatted(String.join(", ", files.retired())));
    }
    world.program().file(SHARED, shared + codes("codes", files.shared(), "routingType: manual"));
    files
        .own()
        .forEach(
            (target, own) ->
                world
                    .program()
                    .file(
                        file(target),
                        "format: 1\n"
                            + (own.except().isEmpty()
                                ? ""
                                : "except: [%s]\n".formatted(String.join(", ", own.except())))
                            + (own.override().isEmpty()
                                ? ""
                                : codes("override", own.override(), ""))
                            + codes("codes", own.codes(), "routingType: manual")));
  }

  private static String codes(String key, Map<String, Map<String, String>> codes, String more) {
    if (codes.isEmpty()) return key + ": {}\n";
    StringBuilder text = new StringBuilder(key + ":\n");
    codes.forEach(
        (code, fields) ->
            text.append(
                Stream.concat(
                        fields.entrySet().stream()
                            .map(field -> field.getKey() + ": " + field.getValue()),
                        Stream.of(more).filter(one -> !one.isEmpty()))
                    .collect(Collectors.joining(", ", "  " + code + ": {", "}\n"))));
    return text.toString();
  }

  private void commit() throws IOException, InterruptedException {
    write();
    world.program().file("README.md", "commit " + commits.size() + "\n");
    Repository.commit(folder);
    commits.put(Repository.git(folder, "rev-parse", "HEAD"), files.copy());
  }

  /// What both sides changed is refused in one target, and its base stays where it is.
  private void apply() {
    String wave = String.valueOf(random.nextInt(3));
    Program.Run plan =
        world.program().run("fleet", "plan", "--only", "wave=" + wave, "--out", "plans");
    assertThat(plan.exit()).as(plan.err() + plan.out()).isIn(ExitCode.OK, ExitCode.REFUSED);
    Program.Run run =
        world.program().run("fleet", "apply", "--plan", "plans", "--wave", wave, "--record");
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(plan.exit());
  }

  private void edit() {
    Organization organization = organization(random.nextInt(WAVES.length));
    List<LiveCode> codes = organization.codes();
    if (codes.isEmpty() || random.nextInt(4) == 0) {
      String code = random.nextInt(3) == 0 ? "HAND_" + random.nextInt(2) : name();
      Map<Field, Value> values = new HashMap<>();
      values.put(of("displayName"), new Value.Text("by hand"));
      values.put(of("routingType"), new Value.Text("manual"));
      organization.create(code, values, Organization.ADMINISTRATOR);
      return;
    }
    LiveCode code = codes.get(random.nextInt(codes.size()));
    if (random.nextInt(4) == 0) {
      organization.delete(code.id(), Optional.empty(), Organization.ADMINISTRATOR);
    } else {
      ByHand.edit(organization, code.code(), field(random), random.nextBoolean() ? text() : "hand");
    }
  }

  private static Field of(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }

  private Organization organization(int number) {
    return world.sandbox(number).organization();
  }

  Program.Run skew(String... more) {
    return world.program().run(List.of("fleet", "skew", "--format", "json"), more);
  }

  /// What the skew should be, a line a cell, sorted.
  List<String> expected() throws IOException, InterruptedException {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < WAVES.length; i++) {
      String target = "org-" + i;
      String ref =
          Repository.git(folder, "for-each-ref", "--format=%(objectname)", "refs/wrapup/" + target);
      Map<String, LiveCode> live = new TreeMap<>();
      organization(i).codes().forEach(code -> live.put(code.code(), code));
      Set<String> codes = new TreeSet<>(live.keySet());
      codes.addAll(files.shared().keySet());
      codes.addAll(files.own().get(target).codes().keySet());
      Cells of =
          new Cells(
              target,
              ref.isEmpty() ? Optional.empty() : Optional.of(commits.get(ref)),
              commit -> commit(target, ref, commit),
              cells);
      for (String code : codes) of.code(code, Optional.ofNullable(live.get(code)));
    }
    return cells.stream().sorted().toList();
  }

  /// The newest commit that changed a file after another one, else any of a target's.
  private String commit(String target, String applied, String file) {
    return newest(applied, List.of(file))
        .or(() -> newest(applied, List.of(SHARED, file(target))))
        .orElse("null");
  }

  private Optional<String> newest(String applied, List<String> some) {
    if (some.stream().anyMatch(dirty::contains)) return Optional.empty();
    Optional<String> newest = Optional.empty();
    Optional<Files> before = Optional.empty();
    for (Map.Entry<String, Files> commit : commits.entrySet()) {
      Files now = commit.getValue();
      boolean isOther =
          before
              .filter(one -> some.stream().anyMatch(file -> !one.of(file).equals(now.of(file))))
              .isPresent();
      if (isOther) newest = Optional.of(commit.getKey());
      if (commit.getKey().equals(applied)) newest = Optional.empty();
      before = Optional.of(now);
    }
    return newest;
  }

  /// What is to be told of one target.
  private final class Cells {
    private final String target;
    private final Optional<Files> base;
    private final UnaryOperator<String> commit;
    private final List<String> cells;

    Cells(String target, Optional<Files> base, UnaryOperator<String> commit, List<String> cells) {
      this.target = target;
      this.base = base;
      this.commit = commit;
      this.cells = cells;
    }

    private void code(String code, Optional<LiveCode> live) {
      Optional<Map<String, String>> declared = files.declared(target, code);
      String key = live.isPresent() ? code : "null";
      if (files.own().get(target).except().contains(code)) {
        add(code, "overridden", KEY, "null", key, "null");
      } else if (declared.isEmpty() && !files.retired().contains(code)) {
        if (live.isPresent()) add(code, "local", KEY, "null", code, "null");
      } else if (declared.isEmpty()) {
        if (live.isEmpty()) return;
        String state = base.isEmpty() ? "unknown" : retiredBefore(code) ? "drifted" : "behind";
        add(code, state, KEY, "null", code, state.equals("behind") ? commit.apply(SHARED) : "null");
      } else if (live.isEmpty()) {
        Optional<Map<String, String>> before = base.flatMap(one -> one.declared(target, code));
        String state = base.isEmpty() ? "unknown" : before.isPresent() ? "missing" : "behind";
        String file = files.file(target, code, KEY);
        add(code, state, KEY, code, "null", state.equals("behind") ? commit.apply(file) : "null");
      } else {
        int size = cells.size();
        for (String field : new TreeSet<>(FIELDS)) {
          String to = declared.get().get(field);
          if (to != null) field(code, field, to, live.get().value(of(field)).text());
        }
        if (cells.size() == size) add(code, "same", "null", "null", "null", "null");
      }
    }

    private boolean retiredBefore(String code) {
      return base.filter(one -> one.retired().contains(code)).isPresent();
    }

    private void field(String code, String field, String declared, String live) {
      boolean isOverride =
          files.own().get(target).override().getOrDefault(code, Map.of()).containsKey(field);
      if (declared.equals(live)) {
        if (isOverride) add(code, "overridden", field, declared, live, "null");
        return;
      }
      Optional<String> before =
          base.flatMap(one -> one.declared(target, code))
              .flatMap(fields -> Optional.ofNullable(fields.get(field)));
      boolean isGits = before.isEmpty() || !before.get().equals(declared);
      boolean isEdited = before.isPresent() && !before.get().equals(live);
      String state = base.isEmpty() ? "unknown" : isEdited ? "drifted" : "behind";
      String waiting =
          base.isPresent() && isGits ? commit.apply(files.file(target, code, field)) : "null";
      add(code, state, field, declared, live, waiting);
    }

    private void add(
        String code, String state, String field, String declared, String live, String waiting) {
      cells.add(String.join(" | ", target, code, state, field, declared, live, waiting));
    }
  }

  @Override
  public void close() {
    world.close();
  }
}

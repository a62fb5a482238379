package dev.wrapup.report.fleet;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Skew;
import dev.wrapup.plan.Skew.State;
import dev.wrapup.report.BaseCommit;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How codes are in several organizations, those that are alike told once; also as `wrapup.skew/1`.
///
/// @param file the fleet file
/// @param exit what the process ends with
/// @param codes those that were asked for; none for all
/// @param compared the names of targets, in the order of the file
/// @param rows what was found, by code
/// @param failed targets that came to no result
public record SkewReport(
    String file,
    int exit,
    List<String> codes,
    List<String> compared,
    List<Row> rows,
    List<TargetReport> failed) {
  /// @param targets in which it is so, in the order of the file
  public record Row(Skew skew, List<String> targets) {}

  /// What some rows have in common.
  private record Cause(State state, Optional<String> commit, List<String> targets) {}

  /// So many targets are named, unless codes were asked for.
  private static final int NAMED = 8;

  private static final Comparator<Skew> ORDER =
      Comparator.comparing(Skew::code)
          .thenComparing(Skew::state)
          .thenComparing(skew -> skew.field().orElse(""))
          .thenComparing(skew -> raw(skew.declared()))
          .thenComparing(skew -> raw(skew.live()))
          .thenComparing(skew -> skew.commit().orElse(""));

  public SkewReport {
    codes = List.copyOf(codes);
    compared = List.copyOf(compared);
    rows = List.copyOf(rows);
    failed = List.copyOf(failed);
  }

  /// Groups what is equal.
  ///
  /// @param found by target, in the order of the file
  public static SkewReport of(
      String file,
      int exit,
      List<String> codes,
      Map<String, List<Skew>> found,
      List<TargetReport> failed) {
    Map<Skew, List<String>> targets = new LinkedHashMap<>();
    found.forEach(
        (name, all) ->
            all.forEach(one -> targets.computeIfAbsent(one, none -> new ArrayList<>()).add(name)));
    List<Row> rows =
        targets.entrySet().stream()
            .map(one -> new Row(one.getKey(), List.copyOf(one.getValue())))
            .sorted(Comparator.comparing(Row::skew, ORDER))
            .toList();
    return new SkewReport(file, exit, codes, List.copyOf(found.keySet()), rows, failed);
  }

  private static String raw(Optional<Value> value) {
    return value.map(some -> Phrase.value(some).raw()).orElse("");
  }

  public Doc doc(String tool, Instant at) {
    Phrase about = Phrase.theirs(file).and(" → " + targets());
    return Doc.of(
        Doc.Head.of("fleet skew", about, Phrase.ours(targets()), tool, at), summary(), blocks());
  }

  /// How many there are, compared or not.
  private String targets() {
    return Words.count(compared.size() + failed.size(), "target");
  }

  private Doc.Summary summary() {
    List<String> counts = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (State state : State.values()) {
      int count = state == State.SAME ? same().size() : count(state);
      if (count > 0) counts.add("%,d %s".formatted(count, noun(state)));
      tallies.add(Tally.of(count, noun(state), tone(state)));
    }
    if (!failed.isEmpty()) tallies.add(Tally.of(failed.size(), "failed", Tone.BAD));
    String compares = "%,d of %s compared".formatted(compared.size(), targets());
    return new Doc.Summary(
        compares,
        failed.isEmpty() ? Tone.PLAIN : Tone.BAD,
        compares + (counts.isEmpty() ? "." : ". Codes: " + String.join(", ", counts) + "."),
        "",
        Phrase.NONE,
        "",
        tallies);
  }

  private int count(State state) {
    return (int)
        rows.stream()
            .map(Row::skew)
            .filter(skew -> skew.state() == state)
            .map(Skew::code)
            .distinct()
            .count();
  }

  private static String noun(State state) {
    return state == State.SAME ? "as declared everywhere" : state.word();
  }

  private static Tone tone(State state) {
    return switch (state) {
      case DRIFTED, MISSING -> Tone.WARN;
      case UNKNOWN, BEHIND, LOCAL, OVERRIDDEN, SAME -> Tone.PLAIN;
    };
  }

  /// Codes of which there is nothing else to tell.
  private List<String> same() {
    Set<String> odd = new HashSet<>();
    for (Row row : rows) if (row.skew().state() != State.SAME) odd.add(row.skew().code());
    return rows.stream()
        .map(row -> row.skew().code())
        .distinct()
        .filter(c -> !odd.contains(c))
        .toList();
  }

  private List<Doc.Block> blocks() {
    List<Doc.Block> blocks = new ArrayList<>();
    if (!failed.isEmpty()) blocks.add(FleetReport.failed(failed));
    Map<Cause, List<Row>> causes = new LinkedHashMap<>();
    for (Row row : rows) {
      Skew skew = row.skew();
      if (skew.state() == State.SAME && codes.isEmpty()) continue;
      Cause cause = new Cause(skew.state(), skew.commit(), row.targets());
      causes.computeIfAbsent(cause, none -> new ArrayList<>()).add(row);
    }
    Comparator<Map.Entry<Cause, List<Row>>> order =
        Comparator.comparing(one -> one.getKey().state());
    causes.entrySet().stream()
        .sorted(order.thenComparingInt(one -> -one.getKey().targets().size()))
        .forEach(one -> blocks.add(block(one.getKey(), one.getValue(), blocks.size())));
    List<String> same = same();
    if (codes.isEmpty() && !same.isEmpty()) {
      String title = State.SAME.sign() + " As declared in each target that has them";
      blocks.add(new Doc.Names(new Doc.Heading("same", title, Phrase.NONE), same));
    }
    Set<String> known = rows.stream().map(row -> row.skew().code()).collect(Collectors.toSet());
    for (String code : codes) {
      if (known.contains(code)) continue;
      String where = failed.isEmpty() ? "" : " of those compared";
      Phrase none =
          Phrase.theirs(code).and(": declared for no target%s, and live in none".formatted(where));
      blocks.add(new Doc.Note(Tone.WARN, none));
    }
    blocks.add(legend());
    return blocks;
  }

  private Doc.Block block(Cause cause, List<Row> some, int number) {
    State state = cause.state();
    Phrase commit =
        state == State.BEHIND
            ? cause
                .commit()
                .map(name -> Phrase.ours("commit ").and(BaseCommit.name(name)))
                .orElse(Phrase.ours("no commit to name"))
            : Phrase.NONE.and(
                "changed by commit ", cause.commit().map(c -> BaseCommit.name(c).raw()));
    long count = some.stream().map(row -> row.skew().code()).distinct().count();
    boolean isNames = state.isOfNames();
    String title =
        "%s%s: %s in %s"
            .formatted(
                isNames ? state.sign() + " " : "",
                state.word().substring(0, 1).toUpperCase(Locale.ROOT) + state.word().substring(1),
                Words.count(count, "code"),
                Words.count(cause.targets().size(), "target"));
    Doc.Heading heading =
        new Doc.Heading(
            state.word() + FleetReport.letters(number),
            title,
            Phrase.join("; ", List.of(commit, named(cause.targets()))));
    return new Doc.Listing("code", heading, Doc.lazily(some, SkewReport::item), isNames);
  }

  /// Which targets are meant.
  private Phrase named(List<String> targets) {
    List<String> others = new ArrayList<>(compared);
    others.removeAll(targets);
    if (others.isEmpty() && targets.size() > 1 && failed.isEmpty()) return Phrase.ours("all");
    int most = codes.isEmpty() ? NAMED : Integer.MAX_VALUE;
    boolean isAllBut = targets.size() > NAMED && others.size() <= NAMED;
    Phrase names = Phrase.named(Doc.lazily(isAllBut ? others : targets, Phrase::theirs), most);
    return isAllBut ? Phrase.ours("all but ").and(names) : names;
  }

  private static Doc.Item item(Row row) {
    Skew skew = row.skew();
    Phrase code = Phrase.theirs(skew.code());
    if (skew.state().isOfNames()) return Doc.Item.of(code, what(skew));
    Phrase name = Phrase.code(skew.state().sign()).and(" ").and(code);
    return new Doc.Item(tone(skew.state()), name, what(skew), List.of(), Optional.empty());
  }

  private static Phrase what(Skew skew) {
    if (skew.field().isEmpty() || skew.state() == State.LOCAL) return Phrase.NONE;
    Phrase field = Phrase.ours(skew.field().get());
    Optional<Value> declared = skew.declared();
    Optional<Value> live = skew.live();
    if (declared.isPresent() && live.isPresent()) {
      return declared.equals(live)
          ? field.and(": ").and(Phrase.value(live.get()))
          : Difference.clash(field, "declared", declared.get(), live.get());
    }
    if (skew.field().get().equals(Field.QUEUE.name())) {
      Phrase queue = Phrase.ours("queue ").and(Phrase.value(declared.or(() -> live).orElseThrow()));
      return queue.and(declared.isPresent() ? " doesn't offer it" : " still offers it");
    }
    if (skew.state() == State.OVERRIDDEN) {
      return Phrase.ours("excepted, " + (live.isPresent() ? "live" : "not live"));
    }
    return Phrase.ours(declared.isPresent() ? "declared, not live" : "retired, and live");
  }

  /// What the signs mean.
  private static Doc.Listing legend() {
    List<Doc.Item> signs =
        Arrays.stream(State.values())
            .map(
                one ->
                    Doc.Item.of(
                        Phrase.code(one.sign()),
                        Phrase.ours("%s: %s".formatted(one.word(), one.meaning()))))
            .toList();
    return new Doc.Listing("sign", new Doc.Heading("signs", "Signs", Phrase.NONE), signs, false);
  }

  public String json(String tool, Instant at, OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.skew/1",
        json ->
            json.text("tool", tool)
                .text("createdAt", JsonText.time(at))
                .text("file", file)
                .number("exit", exit)
                .texts("compared", compared)
                .array("rows", rows, SkewReport::json)
                .array("failed", failed, FleetReport::failure));
  }

  private static void json(Json json, Row row) {
    Skew skew = row.skew();
    json.text("code", skew.code()).text("state", skew.state().word()).text("field", skew.field());
    value(json, "declared", skew.declared());
    value(json, "live", skew.live());
    json.text("commit", skew.commit()).texts("targets", row.targets());
  }

  /// Outcomes and queues by their names, unless only their ids differ.
  private static void value(Json json, String name, Optional<Value> value) {
    if (value.isPresent()
        && value.get() instanceof Value.Outcomes(List<Value.Outcome> some)
        && some.stream().allMatch(one -> one.id().isEmpty())) {
      json.texts(name, some.stream().map(Value.Outcome::name).toList());
    } else {
      json.value(name, value);
    }
  }
}

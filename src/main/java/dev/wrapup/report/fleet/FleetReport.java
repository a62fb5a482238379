package dev.wrapup.report.fleet;

import dev.wrapup.model.text.Word;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.FleetFile;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a command did for several organizations: those that failed first, then those that are
/// alike, each group once.
///
/// @param file the fleet file
/// @param exit what the process ends with
/// @param targets in the order in which they were begun
public record FleetReport(Kind kind, String file, int exit, List<TargetReport> targets) {
  /// Of which command.
  public enum Kind implements Word {
    PLAN("planned", "to change"),
    DRIFT("compared", "changed outside Git"),
    APPLY("applied", "planned");

    private final String done;
    private final String alike;

    Kind(String done, String alike) {
      this.done = done;
      this.alike = alike;
    }
  }

  /// So many targets are named in a group.
  private static final int NAMED = 8;

  public FleetReport {
    targets = List.copyOf(targets);
  }

  /// Over the digests of all targets.
  public String digest() {
    Map<String, Optional<String>> digests = new LinkedHashMap<>();
    targets.forEach(target -> digests.put(target.name(), target.digest()));
    return FleetFile.digest(digests);
  }

  public Doc doc(String tool, Instant at) {
    Phrase about = Phrase.theirs(file).and(" → " + Words.count(targets.size(), "target"));
    return new Doc(
        new Doc.Head(
            "fleet " + kind.word(),
            about,
            Phrase.ours(Words.count(targets.size(), "target")),
            about,
            List.of(),
            kind == Kind.PLAN ? Optional.of(digest()) : Optional.empty(),
            Phrase.ours(tool),
            at),
        summary(),
        Optional.empty(),
        blocks(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private List<TargetReport> which(Predicate<TargetReport> which) {
    return targets.stream().filter(which).toList();
  }

  private Doc.Summary summary() {
    int failed = which(target -> target.error().isPresent()).size();
    int done = which(TargetReport::hasResult).size();
    int stopped = which(target -> !target.remarks().isEmpty()).size();
    String counts =
        "%,d of %s %s%s."
            .formatted(
                done,
                Words.count(targets.size(), "target"),
                kind.done,
                sums().entrySet().stream()
                    .filter(sum -> sum.getValue() > 0)
                    .map(sum -> "%,d %s".formatted(sum.getValue(), noun(sum.getKey())))
                    .collect(Collectors.joining(", ", ": ", ""))
                    .replaceFirst("^: $", ""));
    List<Tally> tallies = new ArrayList<>();
    tallies.add(Tally.of(done, kind.done, Tone.GOOD));
    tallies.add(Tally.of(failed, "failed", Tone.BAD));
    if (stopped > 0) tallies.add(Tally.of(stopped, "stopped", Tone.BAD));
    sums().forEach((noun, sum) -> tallies.add(Tally.of(sum, noun(noun), Tone.PLAIN)));
    boolean isBad = failed + stopped > 0;
    String headline =
        isBad
            ? "%,d of %s to look at"
                .formatted(failed + stopped, Words.count(targets.size(), "target"))
            : "All %s".formatted(kind.done);
    return new Doc.Summary(
        headline, isBad ? Tone.BAD : Tone.PLAIN, counts, "", Phrase.NONE, "", tallies);
  }

  private Map<String, Integer> sums() {
    Map<String, Integer> sums = new LinkedHashMap<>();
    for (TargetReport target : targets) {
      target.summary().forEach((noun, count) -> sums.merge(noun, count, Integer::sum));
    }
    return sums;
  }

  private String noun(String sum) {
    String words = sum.replace('-', ' ');
    return kind == Kind.PLAN && !sum.equals("drift") ? "to " + words : words;
  }

  private List<Doc.Block> blocks() {
    List<Doc.Block> blocks = new ArrayList<>();
    List<TargetReport> failed = which(target -> target.error().isPresent());
    if (!failed.isEmpty()) blocks.add(failed(failed));
    List<TargetReport> stopped = which(target -> !target.remarks().isEmpty());
    if (!stopped.isEmpty()) blocks.add(listing("stopped", "Stopped", stopped, FleetReport::remark));
    Map<String, List<TargetReport>> alike = new LinkedHashMap<>();
    for (TargetReport target : targets) {
      if (!target.hasResult()) continue;
      alike.computeIfAbsent(target.told().likeness(), none -> new ArrayList<>()).add(target);
    }
    String nothing = TargetReport.Told.NOTHING.likeness();
    List<TargetReport> same = alike.getOrDefault(nothing, List.of());
    alike.remove(nothing);
    alike.values().stream()
        .sorted(Comparator.comparingInt(group -> -group.size()))
        .forEach(group -> group(group, "group" + letters(blocks.size()), blocks));
    if (!same.isEmpty()) {
      Doc.Heading heading =
          new Doc.Heading("same", "Nothing " + kind.alike + " in " + targets(same), Phrase.NONE);
      blocks.add(new Doc.Names(heading, same.stream().map(TargetReport::name).toList()));
    }
    return blocks;
  }

  /// Targets that came to no result, and why.
  static Doc.Block failed(List<TargetReport> some) {
    return listing("failed", "No result", some, FleetReport::problem);
  }

  private static String targets(List<TargetReport> some) {
    return Words.count(some.size(), "target");
  }

  private static Doc.Listing listing(
      String id, String title, List<TargetReport> some, Function<TargetReport, Doc.Item> draw) {
    Doc.Heading heading = new Doc.Heading(id, title, Phrase.ours(targets(some)));
    return new Doc.Listing("target", heading, some.stream().map(draw).toList(), false);
  }

  private static Doc.Item problem(TargetReport target) {
    TargetReport.Problem problem = target.error().orElseThrow();
    return item(
        target,
        Phrase.theirs(problem.message()).and(" (").and(Phrase.theirs(problem.code())).and(")"),
        List.of(Phrase.theirs(problem.next())));
  }

  private static Doc.Item remark(TargetReport target) {
    List<Phrase> remarks = target.remarks().stream().map(Phrase::theirs).toList();
    return item(target, remarks.getFirst(), remarks.subList(1, remarks.size()));
  }

  private static Doc.Item item(TargetReport target, Phrase what, List<Phrase> more) {
    return new Doc.Item(Tone.BAD, Phrase.theirs(target.name()), what, more, Optional.empty());
  }

  /// What is the same in all of a group, once.
  ///
  /// @param id by which a page names it
  private void group(List<TargetReport> group, String id, List<Doc.Block> blocks) {
    TargetReport first = group.getFirst();
    Phrase names =
        Phrase.named(group.stream().map(target -> Phrase.theirs(target.name())).toList(), NAMED);
    TargetReport.Told told = first.told();
    String title =
        "%s %s in %s".formatted(Words.count(told.count(), "code"), kind.alike, targets(group));
    blocks.add(new Doc.Listing("code", new Doc.Heading(id, title, names), told.first(), false));
    int more = told.count() - told.first().size();
    if (more > 0) {
      blocks.add(
          new Doc.Note(
              Tone.PLAIN, Phrase.ours("and %s there".formatted(Words.count(more, "more code")))));
    }
  }

  /// A number as a page's ids are written.
  static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    Integer.toString(number, 26)
        .chars()
        .forEach(digit -> letters.append((char) ('a' + Character.digit(digit, 26))));
    return letters.toString();
  }

  public String json(String tool, Instant at, OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.fleet/1",
        json ->
            json.text("tool", tool)
                .text("createdAt", JsonText.time(at))
                .text("command", kind.word())
                .text("file", file)
                .number("exit", exit)
                .text("digest", digest())
                .array("targets", targets, FleetReport::json));
  }

  private static void json(Json json, TargetReport target) {
    named(json, target);
    if (target.target().isPresent()) json.target(target.target().get());
    else json.text("target", Optional.empty());
    json.text("digest", target.digest())
        .object("summary", sums -> target.summary().forEach(sums::number))
        .texts("remarks", target.remarks())
        .text("journal", target.journal());
    error(json, target);
  }

  private static void named(Json json, TargetReport target) {
    json.text("name", target.name()).number("wave", target.wave()).number("exit", target.exit());
  }

  /// A target that came to no result.
  static void failure(Json json, TargetReport target) {
    named(json, target);
    error(json, target);
  }

  private static void error(Json json, TargetReport target) {
    json.object(
        "error",
        target.error(),
        (one, error) ->
            one.text("code", error.code())
                .text("message", error.message())
                .text("next", error.next()));
  }
}

package dev.wrapup.cli;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files with as many findings of one kind as one likes.
final class ManyFindings {
  private static final String NAMED = "displayName: x, routingType: manual";

  private ManyFindings() {}

  /// @param finding the code of each finding
  /// @param yaml a file with so many of them
  record Kind(String finding, String where, IntFunction<String> yaml) {
    @Override
    public String toString() {
      return finding + ", " + where;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind("unknown-key", "one an entry", codes(i -> NAMED + ", colour: red")),
        new Kind(
            "unknown-key", "another in each entry", codes(i -> NAMED + ", colour" + i + ": a")),
        new Kind("unknown-key", "in one entry", entry(i -> "    displayName%d: x\n".formatted(i))),
        new Kind("unknown-key", "in one line", line(i -> "displayName" + i + ": x")),
        new Kind("unknown-key", "at the top", n -> file("") + repeat(n, i -> "top" + i + ": x\n")),
        new Kind(
            "unknown-key",
            "in 'ignore'",
            codes(i -> NAMED + ", ignore: [{field: description, x: y}]")),
        new Kind(
            "duplicate-key", "a code", n -> file(repeat(n + 1, i -> "  A: {" + NAMED + "}\n"))),
        new Kind("duplicate-key", "in one entry", entry(i -> "    routingType: manual\n")),
        new Kind("duplicate-key", "in one line", line(i -> "routingType: manual")),
        new Kind(
            "too-long",
            "a code",
            n -> file(repeat(n, i -> "  CODE_OF_MANY_LETTERS_%d: {%s}\n".formatted(i, NAMED)))),
        new Kind("too-long", "a text that an alias repeats", aliases("description")),
        new Kind("unknown-word", "a text that an alias repeats", aliases("routingType")),
        new Kind(
            "wrong-kind",
            "blanks that an alias repeats",
            n ->
                file(
                    "  A: &text \"%s\"\n".formatted(" ".repeat(Math.max(400 * n, 2000)))
                        + repeat(n - 1, i -> "  C" + i + ": *text\n"))),
        new Kind(
            "empty-value",
            "an id that an alias repeats",
            n ->
                file(
                    "  A: {id: &text \"%s\"}\n".formatted(" ".repeat(Math.max(400 * n, 2000)))
                        + repeat(n - 1, i -> "  C" + i + ": {id: *text}\n"))),
        new Kind("wrong-kind", "a code", n -> file(repeat(n, i -> "  C" + i + ": text\n"))),
        new Kind("wrong-kind", "a text", codes(i -> NAMED + ", description: []")),
        new Kind("null-value", "a text", codes(i -> NAMED + ", description: ~")),
        new Kind("empty-value", "an id", codes(i -> NAMED + ", id: ''")),
        new Kind("lone-surrogate", "a text", codes(i -> NAMED + ", description: \"\\ud83d\"")),
        new Kind(
            "lone-surrogate",
            "a code",
            n -> file(repeat(n, i -> "  \"%d\\ud83d\": {%s}\n".formatted(i, NAMED)))),
        new Kind(
            "unknown-word", "a routing type", codes(i -> "displayName: x, routingType: manuel")),
        new Kind("repeated-id", "an id", n -> codes(i -> NAMED + ", id: x").apply(n + 1)),
        new Kind("listed-twice", "in 'previously'", previously("OLD")),
        new Kind(
            "listed-twice",
            "an outcome",
            n -> file("  A:\n    outcomes:\n" + repeat(n + 1, i -> "      - {id: x, name: y}\n"))),
        new Kind(
            "listed-twice",
            "in 'ignore'",
            n -> file("  A: {ignore: [" + repeat(n + 1, i -> "description, ") + "]}\n")),
        new Kind("missing-key", "of an outcome", codes(i -> NAMED + ", outcomes: [{id: x}]")),
        new Kind("previously-itself", "a code", codes(i -> NAMED + ", previously: [C" + i + "]")),
        new Kind(
            "parked-form",
            "in 'previously'",
            codes(i -> NAMED + ", previously: ['~AAAAAAAAAAAAAAAAAAA']")),
        new Kind(
            "odd-code",
            "a code",
            n -> file(repeat(n, i -> "  'C%d ': {%s}\n".formatted(i, NAMED)))),
        new Kind(
            "retired-and-declared",
            "a code",
            n -> "retired:\n" + repeat(n, i -> "  - C" + i + "\n") + codes(i -> NAMED).apply(n)),
        new Kind(
            "unknown-code",
            "in 'except'",
            n ->
                "except:\n"
                    + repeat(n, i -> "  - N" + i + "\n")
                    + codes(i -> NAMED + ", previously: [OLD" + i + "]").apply(n)),
        new Kind(
            "overrides-itself",
            "a code",
            n ->
                "override:\n"
                    + repeat(n, i -> "  C" + i + ": {displayName: y}\n")
                    + codes(i -> NAMED).apply(n)),
        new Kind(
            "expired-ignore",
            "of a code",
            codes(i -> NAMED + ", ignore: [{field: description, until: 2020-01-01}]")),
        new Kind("tag", "a text", codes(i -> NAMED + ", description: !x y")),
        new Kind("foreign-key", "a code", codes(i -> NAMED + ", queues: []")));
  }

  private static IntFunction<String> codes(IntFunction<String> parts) {
    return n -> file(repeat(n, i -> "  C%d: {%s}\n".formatted(i, parts.apply(i))));
  }

  private static IntFunction<String> entry(IntFunction<String> line) {
    return n -> file("  A:\n    routingType: manual\n    displayName: x\n" + repeat(n, line));
  }

  private static IntFunction<String> line(IntFunction<String> part) {
    return n -> file("  A: {" + NAMED + repeat(n, i -> ", " + part.apply(i)) + "}\n");
  }

  private static IntFunction<String> previously(String earlier) {
    return n -> file("  A:\n    previously:\n" + repeat(n + 1, i -> "      - " + earlier + "\n"));
  }

  /// A text of as many characters as there are aliases of it: what each one costs must not grow.
  private static IntFunction<String> aliases(String key) {
    return n ->
        file(
            "  A: {%s: &text %s}\n".formatted(key, "x".repeat(Math.max(n, 2000)))
                + repeat(n - 1, i -> "  C%d: {%s: *text}\n".formatted(i, key)));
  }

  private static String file(String codes) {
    return "format: 1\n" + (codes.isEmpty() ? "codes: {}\n" : "codes:\n" + codes);
  }

  private static String repeat(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
  }
}

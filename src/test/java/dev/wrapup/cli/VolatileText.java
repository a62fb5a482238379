package dev.wrapup.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What differs from run to run, under names that stay: the first digest is `<digest 1>` wherever
/// it stands, in what is printed and in the commands that take it up.
final class VolatileText {
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(?<digest>[0-9a-f]{64})\\b"
              + "|(?<journal>20\\d\\d-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-[0-9a-f]{16})"
              + "|\\b(?<token>[0-9a-f]{32})\\b|\\b(?<run>[0-9a-f]{16})\\b"
              + "|\\b(?<commit>[0-9a-f]{40})\\b|(?<=\\bat )(?<short>[0-9a-f]{12})\\b");

  /// Of the clock, which is not that of `SOURCE_DATE_EPOCH`.
  private static final Pattern TIME =
      Pattern.compile(
          IntStream.of(-1, 0, 1)
              .mapToObj(day -> LocalDate.now(ZoneOffset.UTC).plusDays(day).toString())
              .collect(Collectors.joining("|", "(", ")(T[0-9:.]{8,}Z| \\d\\d:\\d\\d UTC)")));

  /// Durations; requests, which a scenario lists, and those to come; the server's names for them.
  private static final Pattern COUNT =
      Pattern.compile(
          "\\b\\d+(?= ms\\b| requests? made\\b| more to apply\\b)"
              + "|(?<=\\bsandbox-)\\d+|(?<=Ms\" ?: ?)\\d+");

  /// What a dialect counts or stamps, and how far to the right it is set.
  private static final Pattern REVISION =
      Pattern.compile("( {2,})?(\\S+:\\d+:\\d+ · )?revision \\S+( →\\s+\\S+)?");

  private static final Pattern API =
      Pattern.compile("\\((`?)(versioned|genesys-cloud)`?\\)(?:( {2}) *)?");

  private final Map<String, String> seen = new LinkedHashMap<>();
  private final Map<String, String> given = new LinkedHashMap<>();

  /// Has a name stand for a text in what is printed, too.
  void hide(String text, String name) {
    seen.put("<" + name + ">", text);
  }

  /// Has a name stand for a text in what is given.
  void give(String text, String name) {
    given.put("<" + name + ">", text);
  }

  /// With names in place of what they stand for.
  String hidden(String text) {
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      if (seen.containsValue(matcher.group())) continue;
      String kind =
          matcher.namedGroups().keySet().stream()
              .filter(group -> matcher.group(group) != null)
              .findFirst()
              .orElseThrow();
      int number = 1;
      while (seen.containsKey("<%s %d>".formatted(kind, number))) number++;
      hide(matcher.group(), kind + " " + number);
    }
    String hidden = text;
    for (var of : seen.entrySet()) hidden = hidden.replace(of.getValue(), of.getKey());
    hidden = API.matcher(hidden).replaceAll("($1<api>$1)$3");
    hidden =
        REVISION
            .matcher(hidden)
            .replaceAll(
                of ->
                    (of.group(1) == null ? "" : "  ")
                        + (of.group(2) == null ? "" : Matcher.quoteReplacement(of.group(2)))
                        + "revision <n>"
                        + (of.group(3) == null ? "" : " → <n>"));
    hidden = TIME.matcher(hidden).replaceAll("<time>");
    return COUNT.matcher(hidden).replaceAll("<n>").replace("\u001b", "␛");
  }

  /// With names resolved.
  String resolved(String text) {
    String resolved = text;
    for (var names : List.of(seen, given)) {
      for (var of : names.entrySet()) resolved = resolved.replace(of.getKey(), of.getValue());
    }
    return resolved;
  }
}

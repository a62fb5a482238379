package dev.wrapup.desired;

import dev.wrapup.model.CodePattern;
import dev.wrapup.model.Policy;
import dev.wrapup.model.Policy.Allowed;
import dev.wrapup.model.Policy.Limit;
import dev.wrapup.model.Policy.OnDrift;
import dev.wrapup.model.Policy.OnWarning;
import dev.wrapup.model.Policy.Undeclared;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Suggestion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads `policy`.
final class PolicyReader {
  static final List<String> KEYS =
      List.of(
          "allow",
          "maxCreates",
          "maxUpdates",
          "maxDeletes",
          "onDrift",
          "onWarning",
          "undeclared",
          "protect",
          "codePattern");

  private final Cursor cursor;
  private final Values values;
  private final CodeReader codes;
  private final Problems problems;

  private Optional<Sourced<Set<Allowed>>> allow = Optional.empty();
  private Optional<Sourced<Limit>> maxCreates = Optional.empty();
  private Optional<Sourced<Limit>> maxUpdates = Optional.empty();
  private Optional<Sourced<Limit>> maxDeletes = Optional.empty();
  private Optional<Sourced<OnDrift>> onDrift = Optional.empty();
  private Optional<Sourced<OnWarning>> onWarning = Optional.empty();
  private Optional<Sourced<Undeclared>> undeclared = Optional.empty();
  private List<Sourced<String>> protect = List.of();
  private Optional<Sourced<CodePattern>> codePattern = Optional.empty();

  PolicyReader(Cursor cursor, CodeReader codes, Problems problems) {
    this.cursor = cursor;
    this.codes = codes;
    this.problems = problems;
    this.values = codes.values();
  }

  Policy read() {
    cursor.map("'policy'", this::setting);
    return new Policy(
        allow,
        maxCreates,
        maxUpdates,
        maxDeletes,
        onDrift,
        onWarning,
        undeclared,
        protect,
        codePattern);
  }

  private void setting(Sourced<String> key) {
    switch (key.value()) {
      case "allow" -> allow = allow();
      case "maxCreates" -> maxCreates = limit(key.value());
      case "maxUpdates" -> maxUpdates = limit(key.value());
      case "maxDeletes" -> maxDeletes = limit(key.value());
      case "onDrift" -> onDrift = word(key.value(), OnDrift.values(), OnDrift::word);
      case "onWarning" -> onWarning = word(key.value(), OnWarning.values(), OnWarning::word);
      case "undeclared" -> undeclared = word(key.value(), Undeclared.values(), Undeclared::word);
      case "protect" -> {
        protect = cursor.texts("'protect'");
        protect.forEach(codes::checkCode);
      }
      case "codePattern" -> codePattern = pattern();
      default -> values.unknownKey(key, "'policy'", KEYS);
    }
  }

  private Optional<Sourced<Set<Allowed>>> allow() {
    SourcePosition at = cursor.here();
    Set<Allowed> actions = EnumSet.noneOf(Allowed.class);
    for (Sourced<String> text : cursor.texts("'allow'")) {
      choose("allow", text, Allowed.values(), Allowed::word).ifPresent(actions::add);
    }
    return Optional.of(new Sourced<>(actions, at));
  }

  private <E> Optional<Sourced<E>> word(String key, E[] choices, Function<E, String> word) {
    return cursor
        .text("'" + key + "'")
        .flatMap(
            text ->
                choose(key, text, choices, word).map(choice -> new Sourced<>(choice, text.at())));
  }

  private <E> Optional<E> choose(
      String key, Sourced<String> text, E[] choices, Function<E, String> word) {
    for (E choice : choices) {
      if (word.apply(choice).equals(text.value())) return Optional.of(choice);
    }
    problems.error(
        "unknown-word",
        "'%s' can't be %s".formatted(key, Quote.of(text.value())),
        text.at(),
        text.value(),
        Suggestion.among(text.value(), Arrays.stream(choices).map(word).toList()));
    return Optional.empty();
  }

  private Optional<Sourced<Limit>> limit(String key) {
    Optional<Sourced<String>> text = cursor.text("'" + key + "'");
    if (text.isEmpty()) return Optional.empty();
    String digits = text.get().value();
    boolean isShare = digits.endsWith("%");
    if (isShare) digits = digits.substring(0, digits.length() - 1);
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber) {
      int number = Integer.parseInt(digits);
      if (!isShare) return Optional.of(new Sourced<>(new Limit.Count(number), text.get().at()));
      if (number <= 100) {
        return Optional.of(new Sourced<>(new Limit.Share(number), text.get().at()));
      }
    }
    problems.error(
        "bad-limit",
        "'%s' can't be %s".formatted(key, Quote.of(text.get().value())),
        text.get().at(),
        text.get().value(),
        "write a number such as 50, or a share such as 30%");
    return Optional.empty();
  }

  private Optional<Sourced<CodePattern>> pattern() {
    Optional<Sourced<String>> text = cursor.prose("'codePattern'");
    if (text.isEmpty()) return Optional.empty();
    Optional<String> obstacle = CodePattern.obstacle(text.get().value());
    if (obstacle.isPresent()) {
      problems.error(
          "large-pattern",
          obstacle.get(),
          text.get().at(),
          text.get().value(),
          "nest and repeat less: how often a group and what is in it are repeated multiplies");
      return Optional.empty();
    }
    try {
      CodePattern pattern = new CodePattern(text.get().value());
      return Optional.of(new Sourced<>(pattern, text.get().at()));
    } catch (IllegalArgumentException e) {
      problems.error(
          "bad-pattern",
          "this is no regular expression: %s".formatted(e.getMessage()),
          text.get().at(),
          text.get().value(),
          "write it in RE2 syntax, which has no look-around and no back references");
      return Optional.empty();
    }
  }
}

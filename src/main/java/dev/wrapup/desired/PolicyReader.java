package dev.wrapup.desired;

import dev.wrapup.model.CodePattern;
import dev.wrapup.model.Policy;
import dev.wrapup.model.Policy.Limit;
import dev.wrapup.model.Setting;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `policy`.
final class PolicyReader {
  private final FileSpec spec;
  private final Cursor cursor;
  private final Values values;
  private final CodeReader codes;
  private final Problems problems;
  private final Map<Setting<?>, Sourced<?>> given = new HashMap<>();

  PolicyReader(FileSpec spec, Cursor cursor, CodeReader codes, Problems problems) {
    this.spec = spec;
    this.cursor = cursor;
    this.codes = codes;
    this.problems = problems;
    this.values = codes.values();
  }

  Policy read() {
    cursor.map("'policy'", this::key);
    return new Policy(given);
  }

  private void key(Sourced<String> key) {
    spec.setting(key.value())
        .ifPresentOrElse(
            setting -> value(setting).ifPresent(value -> given.put(setting, value)),
            () -> values.unknownKey(key, "'policy'", spec.file().map("policy")));
  }

  private Optional<? extends Sourced<?>> value(Setting<?> setting) {
    SourcePosition at = cursor.here();
    String name = "'" + setting.name() + "'";
    return switch (setting.kind()) {
      case CHOICE ->
          cursor
              .text(name)
              .flatMap(text -> word(setting, text))
              .map(word -> new Sourced<>(word, at));
      case CHOICES -> {
        Set<Policy.Word> words = new HashSet<>();
        cursor.texts(name).forEach(text -> word(setting, text).ifPresent(words::add));
        yield Optional.of(new Sourced<>(words, at));
      }
      case LIMIT -> limit(setting.name());
      case CODES ->
          Optional.of(codes.codes(name))
              .filter(list -> !list.isEmpty())
              .map(list -> new Sourced<>(list, at));
      case PATTERN -> pattern(name);
    };
  }

  private Optional<? extends Policy.Word> word(Setting<?> setting, Sourced<String> text) {
    List<String> words = setting.words().stream().map(Policy.Word::word).toList();
    return values.isOneOf(words, setting.name(), text)
        ? Optional.of(setting.words().get(words.indexOf(text.value())))
        : Optional.empty();
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

  private Optional<Sourced<Optional<CodePattern>>> pattern(String name) {
    Optional<Sourced<String>> text = cursor.prose(name);
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
      return Optional.of(new Sourced<>(Optional.of(pattern), text.get().at()));
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

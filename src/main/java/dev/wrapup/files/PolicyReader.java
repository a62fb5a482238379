package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.model.policy.CodePattern;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Policy.Limit;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `policy`.
final class PolicyReader {
  private final FieldReader in;
  private final FileSpec spec;
  private final Map<Setting<?>, Sourced<?>> given = new HashMap<>();

  PolicyReader(FieldReader in, FileSpec spec) {
    this.in = in;
    this.spec = spec;
  }

  Policy read() {
    in.map("'policy'", this::key);
    return new Policy(given);
  }

  private void key(Sourced<String> key) {
    spec.setting(key.value())
        .ifPresentOrElse(
            setting -> value(setting).ifPresent(value -> given.put(setting, value)),
            () -> in.unknownKey(key, "'policy'", spec.file().map("policy")));
  }

  private Optional<? extends Sourced<?>> value(Setting<?> setting) {
    SourcePosition at = in.here();
    String name = "'" + setting.name() + "'";
    Optional<?> value =
        switch (setting.kind()) {
          case CHOICE -> in.text(name).flatMap(text -> word(setting, text));
          case CHOICES -> {
            Set<Word> words = new HashSet<>();
            in.texts(name).forEach(text -> word(setting, text).ifPresent(words::add));
            yield Optional.of(words);
          }
          case LIMIT -> in.text(name).flatMap(text -> limit(name, text));
          case CODES -> Optional.of(in.codes(name)).filter(list -> !list.isEmpty());
          case PATTERN -> in.prose(name).flatMap(this::pattern);
        };
    return value.map(given -> new Sourced<>(given, at));
  }

  private Optional<? extends Word> word(Setting<?> setting, Sourced<String> text) {
    List<String> words = setting.words().stream().map(Word::word).toList();
    return in.isOneOf(words, setting.name(), text)
        ? Optional.of(setting.words().get(words.indexOf(text.value())))
        : Optional.empty();
  }

  private Optional<Limit> limit(String name, Sourced<String> text) {
    String digits = text.value();
    boolean isShare = digits.endsWith("%");
    if (isShare) digits = digits.substring(0, digits.length() - 1);
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber) {
      int number = Integer.parseInt(digits);
      if (!isShare) return Optional.of(new Limit.Count(number));
      if (number <= 100) return Optional.of(new Limit.Share(number));
    }
    String hint = "write a number such as 50, or a share such as 30%";
    in.findings.error("bad-limit", text, name + " can't be %s", hint);
    return Optional.empty();
  }

  private Optional<Optional<CodePattern>> pattern(Sourced<String> text) {
    Optional<String> obstacle = CodePattern.obstacle(text.value());
    if (obstacle.isPresent()) {
      in.findings.error(
          "large-pattern",
          obstacle.get(),
          text,
          "nest and repeat less: how often a group and what is in it are repeated multiplies");
      return Optional.empty();
    }
    try {
      return Optional.of(Optional.of(new CodePattern(text.value())));
    } catch (IllegalArgumentException e) {
      in.findings.error(
          "bad-pattern",
          "this is no regular expression: %s".formatted(e.getMessage()),
          text,
          "write it in RE2 syntax, which has no look-around and no back references");
      return Optional.empty();
    }
  }
}

package dev.wrapup.cli;

import dev.wrapup.HostileText;
import dev.wrapup.model.Value;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Writes hostile texts into YAML, where they are what they were when they are read: as they are
/// wherever YAML allows it, and with more escapes than it takes.
final class HostileYaml {
  private final Random random;
  private final HostileText texts;

  HostileYaml(Random random) {
    this.random = random;
    this.texts = new HostileText(random);
  }

  String scalar(String text) {
    boolean escapesAll = random.nextInt(3) == 0;
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') quoted.append('\\').appendCodePoint(c);
              else if (!escapesAll && isAllowed(c)) quoted.appendCodePoint(c);
              else quoted.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
            });
    return quoted.append('"').toString();
  }

  String list(List<String> items) {
    return items.stream().map(this::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  String outcomes(Value.Outcomes outcomes) {
    return outcomes.outcomes().stream()
        .map(one -> "{id: %s, name: %s}".formatted(scalar(one.id()), scalar(one.name())))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// A remark of whatever a line can hold.
  String comment() {
    StringBuilder comment = new StringBuilder();
    texts.text(200).codePoints().filter(HostileYaml::isAllowed).forEach(comment::appendCodePoint);
    return comment.toString();
  }

  /// YAML 1.2.2, production 1, without what ends a line or begins the file.
  private static boolean isAllowed(int c) {
    boolean isControl = c < ' ' || (c >= 0x7f && c < 0xa0);
    boolean endsLine = c == 0x2028 || c == 0x2029;
    boolean isNone = Character.getType(c) == Character.SURROGATE || (c & 0xfffe) == 0xfffe;
    return !isControl && !endsLine && !isNone && c != 0xfeff;
  }
}

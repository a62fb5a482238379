package dev.wrapup.report;

import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Origin;
import dev.wrapup.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One change as text, with old and new of every field.
final class ChangeText {
  private static final int INDENT = 4;

  /// Texts up to this length are shown whole, old and new.
  private static final int SHORT = 40;

  private final Look look;
  private final Paint paint;

  ChangeText(Look look) {
    this.look = look;
    this.paint = new Paint(look.color());
  }

  /// The change in a few words, the most telling first.
  String gist(Change change) {
    List<String> parts = new ArrayList<>();
    if (change.origin() == Origin.COLLISION) parts.add("also changed outside Git");
    for (Warning warning : change.impact().warnings()) parts.add(gist(warning));
    if (change instanceof Change.Create create) {
      if (create.vanished()) parts.add("was live and is gone");
      parts.add(name(create));
    } else if (change instanceof Change.Delete) {
      parts.add("for good");
    } else {
      String fields =
          change.fields().stream()
              .filter(field -> !field.field().isKey())
              .map(field -> field.field().name())
              .collect(Collectors.joining(", "));
      if (parts.isEmpty()) parts.add(fields);
    }
    return String.join("; ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private static String gist(Warning warning) {
    int references = warning.references().size();
    return switch (warning.kind()) {
      case RULE_NAME_BREAKS -> references == 1 ? "1 rule breaks" : references + " rules break";
      case AUTO_BYPASS -> "may bypass agents";
      case DELETE_REFERENCED ->
          references == 0 ? "who refers to it is unknown" : "still referred to";
    };
  }

  private String name(Change.Create create) {
    return create.fields().stream()
        .filter(field -> field.field().isNaming() && !field.field().isKey())
        .map(field -> field.to().map(this::show).orElse(""))
        .findFirst()
        .orElse("");
  }

  /// The change with its place, its fields and its warnings, and an empty line.
  String render(Change change) {
    StringBuilder text = new StringBuilder(head(change));
    for (FieldChange field : change.fields()) {
      if (!field.field().isKey()) field(text, change.origin(), field);
    }
    for (Warning warning : change.impact().warnings()) {
      String sign = "  " + paint.warn("!") + " ";
      for (String line : Columns.wrap(visible(warning.message()), look.columns() - INDENT)) {
        text.append(sign).append(line).append('\n');
        sign = "    ";
      }
    }
    return text.append('\n').toString();
  }

  private String head(Change change) {
    String sign = Signs.sign(change);
    String code = visible(change.code());
    String was =
        change instanceof Change.Update update && update.isRename()
            ? "  was " + visible(update.before().code())
            : "";
    String origin =
        switch (change.origin()) {
          case GIT, UNKNOWN -> "";
          case DRIFT -> "  (changed outside Git)";
          case COLLISION -> "  (changed in Git and outside it)";
        };
    String left = sign + " " + code + was + origin;
    String right =
        visible(change.source().toString())
            + change.live().map(live -> " · revision " + visible(live.revision())).orElse("");
    String painted = paintHead(change, sign + " " + code) + was + paint.warn(origin);
    int gap = look.columns() - Columns.width(left) - Columns.width(right);
    return gap >= 2
        ? painted + " ".repeat(gap) + right + "\n"
        : painted + "\n" + " ".repeat(INDENT) + right + "\n";
  }

  private String paintHead(Change change, String head) {
    return switch (change) {
      case Change.Create ignored -> paint.good(head);
      case Change.Update ignored -> paint.mark(head);
      case Change.Delete ignored -> paint.bad(head);
    };
  }

  /// Old and new of one field.
  ///
  /// @param told the origin that the reader was told already
  void field(StringBuilder text, Origin told, FieldChange field) {
    String name = " ".repeat(INDENT) + Columns.pad(field.field().name(), 12) + " ";
    int width = Columns.width(name);
    String note = field.origin() == told ? "" : "  (" + field.origin().word() + ")";
    for (String line : Columns.wrap(body(field) + note, look.columns() - width)) {
      text.append(name).append(line).append('\n');
      name = " ".repeat(width);
    }
    unseen(field)
        .ifPresent(
            what ->
                text.append(" ".repeat(width)).append("differs in: ").append(what).append('\n'));
  }

  private String body(FieldChange field) {
    if (field.from().isEmpty()) return field.to().map(this::show).orElse("");
    if (field.to().isEmpty()) return field.from().map(this::show).orElse("");
    Value from = field.from().get();
    Value to = field.to().get();
    if (from instanceof Value.Text before && to instanceof Value.Text after) {
      return texts(before.text(), after.text());
    }
    if (from instanceof Value.Outcomes before && to instanceof Value.Outcomes after) {
      return outcomes(before, after);
    }
    return show(from) + " → " + show(to);
  }

  private String texts(String from, String to) {
    boolean isLong = from.length() > SHORT || to.length() > SHORT;
    String diff = isLong ? WordDiff.of(from, to) : "";
    return diff.isEmpty() ? show(from) + " → " + show(to) : visible(diff);
  }

  private String outcomes(Value.Outcomes before, Value.Outcomes after) {
    List<String> parts = new ArrayList<>();
    for (Value.Outcome outcome : before.outcomes()) {
      if (!after.outcomes().contains(outcome)) parts.add("-" + show(outcome));
    }
    for (Value.Outcome outcome : after.outcomes()) {
      if (!before.outcomes().contains(outcome)) parts.add("+" + show(outcome));
    }
    return String.join(", ", parts);
  }

  private static Optional<String> unseen(FieldChange field) {
    boolean areTexts =
        field.from().orElse(null) instanceof Value.Text
            && field.to().orElse(null) instanceof Value.Text;
    if (!areTexts) return Optional.empty();
    String from = ((Value.Text) field.from().orElseThrow()).text();
    String to = ((Value.Text) field.to().orElseThrow()).text();
    return Unseen.difference(from, to);
  }

  /// A change that was left out, in one line for each field.
  String drifted(Change change) {
    String code = " ".repeat(INDENT) + Columns.pad(visible(change.code()), 20) + " ";
    return switch (change) {
      case Change.Create ignored -> code + "is gone\n";
      case Change.Delete ignored -> code + "is back, though retired\n";
      case Change.Update update -> {
        StringBuilder text = new StringBuilder();
        for (FieldChange field : update.fields()) {
          String left = code + Columns.pad(field.field().name(), 12) + " ";
          String right = declaredAndLive(field);
          for (String line : Columns.wrap(right, look.columns() - Columns.width(left))) {
            text.append(left).append(line).append('\n');
            left = " ".repeat(Columns.width(left));
          }
        }
        yield text.toString();
      }
    };
  }

  /// What is declared, then what somebody made of it.
  private String declaredAndLive(FieldChange field) {
    return body(new FieldChange(field.field(), field.to(), field.from(), field.origin()));
  }

  private String show(Value value) {
    return switch (value) {
      case Value.Text text -> show(text.text());
      case Value.Outcomes outcomes ->
          outcomes.outcomes().isEmpty()
              ? "(none)"
              : outcomes.outcomes().stream().map(this::show).collect(Collectors.joining(", "));
    };
  }

  private String show(Value.Outcome outcome) {
    return visible(outcome.name()) + " (" + visible(outcome.id()) + ")";
  }

  private String show(String text) {
    if (text.isEmpty()) return "(empty)";
    boolean hasEdges = !text.equals(text.strip());
    return hasEdges ? "\"" + visible(text) + "\"" : visible(text);
  }

  private String visible(String hostile) {
    return Visible.text(hostile, look);
  }
}

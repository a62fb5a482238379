package dev.wrapup.report;

import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Risk;
import dev.wrapup.plan.Warning;
import java.util.ArrayList;
import java.util.List;

/// One change as Markdown: its row in the list, and its old and new.
final class ChangeMarkdown {
  /// So many units of a name are shown where a whole line is to be taken in at a glance.
  private static final int SHORT = 60;

  private static final int REFERRERS = 5;
  private static final int NAME_WIDTH = 12;
  private static final int LINE_WIDTH = 88;

  private final Markdown markdown;

  ChangeMarkdown(Markdown markdown) {
    this.markdown = markdown;
  }

  /// `risk | change | code | what`.
  String row(Change change) {
    Risk risk = Plan.risk(change);
    return Markdown.row(
        List.of(
            risk == Risk.HIGH ? "**" + risk.word() + "**" : risk.word(),
            Signs.sign(change) + " " + Signs.verbs(change),
            markdown.code(change.code(), SHORT),
            markdown.phrase(Gist.of(change), SHORT)));
  }

  /// An empty line, then the change with its place, its fields and its warnings.
  String detail(Change change) {
    StringBuilder text = new StringBuilder("\n").append(head(change)).append('\n');
    List<String> lines = new ArrayList<>();
    for (FieldChange field : change.fields()) {
      if (!field.field().isKey()) lines.addAll(lines(change, field));
    }
    if (!lines.isEmpty()) text.append('\n').append(Markdown.block("diff", lines));
    String start = "\n- ⚠️ ";
    for (Warning warning : change.impact().warnings()) {
      text.append(start)
          .append(markdown.phrase(Danger.of(warning, REFERRERS), SHORT * 2))
          .append('\n');
      start = "- ⚠️ ";
    }
    Danger.others(change.impact(), ChangeText.REFERRERS)
        .ifPresent(who -> text.append('\n').append(markdown.phrase(who, SHORT * 2)).append('\n'));
    return text.toString();
  }

  private String head(Change change) {
    StringBuilder head =
        new StringBuilder("**%s %s** ".formatted(Signs.sign(change), Signs.verbs(change)))
            .append(markdown.code(change.code()));
    if (change instanceof Change.Update update && update.isRename()) {
      head.append(" was ").append(markdown.code(update.before().code()));
    }
    head.append(Signs.origin(change.origin()).map(word -> " (" + word + ")").orElse(""));
    head.append(" · ").append(markdown.code(change.source().toString(), 200));
    change
        .live()
        .ifPresent(live -> head.append(" · revision ").append(markdown.code(live.revision(), 40)));
    return head.toString();
  }

  private List<String> lines(Change change, FieldChange field) {
    String name = Columns.pad(field.field().name(), NAME_WIDTH) + " ";
    List<String> lines = new ArrayList<>();
    switch (Difference.of(field)) {
      case Difference.Added added -> add(lines, "+ " + name, Phrase.value(added.value()));
      case Difference.Removed removed -> add(lines, "- " + name, Phrase.value(removed.value()));
      case Difference.Texts texts -> {
        add(lines, "- " + name, Phrase.value(texts.from()));
        add(lines, "+ " + name, Phrase.value(texts.to()));
        texts.unseen().ifPresent(what -> lines.add("! " + name + "differs in: " + what));
      }
      case Difference.Sets sets -> {
        sets.gone().forEach(one -> add(lines, "- " + name, Phrase.value(one)));
        sets.come().forEach(one -> add(lines, "+ " + name, Phrase.value(one)));
      }
    }
    if (field.origin() != change.origin()) {
      lines.add("! " + name + Signs.origin(field.origin()).orElse("changed in Git"));
    }
    return lines;
  }

  private void add(List<String> lines, String start, Phrase value) {
    for (String line : Columns.wrap(markdown.line(value), LINE_WIDTH)) lines.add(start + line);
  }

  /// A change that was left out, in one line for each field: what is declared, and what somebody
  /// made of it.
  String drifted(Change change) {
    String code = "- " + markdown.code(change.code(), SHORT);
    return switch (change) {
      case Change.Create ignored -> code + " is gone\n";
      case Change.Delete ignored -> code + " is back, though retired\n";
      case Change.Update update -> {
        StringBuilder text = new StringBuilder();
        for (FieldChange field : update.fields()) {
          text.append(code)
              .append(' ')
              .append(field.field().name())
              .append(": ")
              .append(markdown.phrase(drifted(field), SHORT * 2))
              .append('\n');
        }
        yield text.toString();
      }
    };
  }

  private static Phrase drifted(FieldChange field) {
    Phrase declared = field.to().map(Phrase::value).orElse(Phrase.ours("(none)"));
    Phrase live = field.from().map(Phrase::value).orElse(Phrase.ours("(none)"));
    return declared.and(" → ").and(live);
  }
}

package dev.wrapup.report;

import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Finding;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.SourceFile;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Adoption;
import dev.wrapup.plan.Adoptions;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Origin;
import java.util.List;
import java.util.Optional;

/// What was taken over from live into the files, as text and as `wrapup.adopt/1`.
///
/// @param files all that were read
/// @param written those that changed, as they are now
public record AdoptReport(
    Target target,
    List<SourceFile> files,
    List<SourceFile> written,
    Adoptions adoptions,
    List<Finding> warnings) {
  public AdoptReport {
    files = List.copyOf(files);
    written = List.copyOf(written);
    warnings = List.copyOf(warnings);
  }

  public String text(Look look) {
    Paint paint = new Paint(look.color());
    ChangeText changes = new ChangeText(look);
    StringBuilder text = new StringBuilder();
    String named =
        files.size() == 1
            ? Visible.text(files.getFirst().path(), look)
            : Words.count(files.size(), "file");
    boolean isSandbox = target.baseUrl().equals(Target.SANDBOX);
    String from = isSandbox ? "sandbox" : Visible.text(target.environment(), look);
    text.append(
            paint.bold(
                "wrapup adopt  %s ← %s (%s)"
                    .formatted(named, from, Visible.text(target.api(), look))))
        .append("\n\n");
    for (Adoption adoption : adoptions.adoptions()) {
      text.append(head(adoption, look, paint));
      boolean isKnown = adoption.fields().getFirst().origin() != Origin.UNKNOWN;
      Origin told = isKnown ? Origin.DRIFT : Origin.UNKNOWN;
      for (FieldChange field : adoption.fields()) {
        String note = field.origin() == told ? "" : "  (" + field.origin().word() + ")";
        if (!field.field().isKey()) text.append(changes.field(field, note));
      }
      text.append('\n');
    }
    left(text, look);
    if (!warnings.isEmpty()) text.append(FindingsText.render(warnings, look)).append('\n');
    return text.append(end()).append('\n').toString();
  }

  private static String head(Adoption adoption, Look look, Paint paint) {
    String code = Visible.text(adoption.code(), look);
    String left =
        switch (adoption.edit()) {
          case Edit.Rewrite rewrite when rewrite.isRename() ->
              paint.mark("~ " + code) + "  was " + Visible.text(rewrite.entry().key(), look);
          case Edit.Rewrite ignored -> paint.mark("~ " + code);
          case Edit.Removal ignored -> paint.bad("- " + code) + "  is gone: entry taken out";
          case Edit.Addition ignored -> paint.good("+ " + code) + "  was not declared";
        };
    String right = adoption.source().map(at -> Visible.text(at.toString(), look)).orElse("");
    int gap = look.columns() - Columns.width(plain(left)) - Columns.width(right);
    if (right.isEmpty()) return left + "\n";
    return gap >= 2 ? left + " ".repeat(gap) + right + "\n" : left + "\n    " + right + "\n";
  }

  private static String plain(String painted) {
    return painted.replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private void left(StringBuilder text, Look look) {
    if (adoptions.left().isEmpty()) return;
    text.append("Left as it is:\n");
    for (Adoptions.Left left : adoptions.left()) {
      String field = left.field().map(f -> Columns.pad(f.name(), 12) + " ").orElse("");
      text.append("    ")
          .append(Columns.pad(Visible.text(left.code(), look), 20))
          .append(' ')
          .append(field)
          .append(Visible.text(left.reason(), look))
          .append('\n');
    }
    text.append('\n');
  }

  private String end() {
    if (adoptions.adoptions().isEmpty()) return "Nothing to adopt. Nothing was written.";
    return "%s adopted, %s written. Read the difference before you commit it: git diff"
        .formatted(
            Words.count(adoptions.adoptions().size(), "code"), Words.count(written.size(), "file"));
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.adopt/1");
          PlanJson.target(json, target);
          FindingsJson.files(json, written);
          json.writeArrayPropertyStart("adopted");
          for (Adoption adoption : adoptions.adoptions()) {
            json.writeStartObject();
            json.writeStringProperty("action", action(adoption.edit()));
            JsonText.optional(
                json, "id", adoption.live().map(LiveCode::id).or(() -> pinned(adoption.edit())));
            json.writeStringProperty("code", adoption.code());
            JsonText.optional(json, "previousCode", previousCode(adoption.edit()));
            JsonText.source(json, adoption.source());
            PlanJson.fields(json, adoption.fields());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("left");
          for (Adoptions.Left left : adoptions.left()) {
            json.writeStartObject();
            json.writeStringProperty("code", left.code());
            JsonText.optional(json, "field", left.field().map(Field::name));
            json.writeStringProperty("reason", left.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
          JsonText.findings(json, warnings);
        });
  }

  private static String action(Edit edit) {
    return switch (edit) {
      case Edit.Rewrite ignored -> "update";
      case Edit.Removal ignored -> "remove";
      case Edit.Addition ignored -> "add";
    };
  }

  private static Optional<String> pinned(Edit edit) {
    return edit instanceof Edit.Removal removal
        ? removal.entry().id().map(Sourced::value)
        : Optional.empty();
  }

  private static Optional<String> previousCode(Edit edit) {
    return edit instanceof Edit.Rewrite rewrite && rewrite.isRename()
        ? Optional.of(rewrite.entry().key())
        : Optional.empty();
  }
}

package dev.wrapup.report;

import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.adoption.Adoption;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.Json;
import dev.wrapup.report.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was taken over from live into the files, also as `wrapup.adopt/1`.
///
/// @param files all that were read
/// @param base the commit that the base was read from, if it was one
/// @param written those that changed, as they are now
/// @param difference what shows how they changed; empty where Git doesn't know
public record AdoptReport(
    Target target,
    List<SourceFile> files,
    Optional<BaseCommit> base,
    List<SourceFile> written,
    Optional<ShellCommand> difference,
    Adoptions adoptions,
    List<Finding> warnings) {
  public AdoptReport {
    files = List.copyOf(files);
    written = List.copyOf(written);
    warnings = List.copyOf(warnings);
  }

  /// What there is to tell of it.
  public Doc doc(PlanMetadata facts) {
    Phrase subject = PlanDoc.subject(target);
    Phrase about = PlanDoc.files(files).and(" ← ").and(PlanDoc.about(target));
    Doc.Head head = Doc.Head.of("adopt", about, subject, facts.tool(), facts.createdAt());
    boolean isNothing = adoptions.adoptions().isEmpty();
    String counts =
        isNothing
            ? "Nothing to adopt. Nothing was written."
            : "%s adopted, %s written."
                .formatted(
                    Words.count(adoptions.adoptions().size(), "code"),
                    Words.count(written.size(), "file"));
    String advice =
        "Read the difference before you commit it" + (difference.isPresent() ? ":" : ".");
    Next next = Next.of("", advice, difference.map(facts::line));
    return new Doc(
        head,
        Doc.Summary.of(counts, Tone.PLAIN, counts),
        Optional.empty(),
        blocks(),
        isNothing ? Optional.empty() : Optional.of(next),
        Optional.empty(),
        List.of());
  }

  private List<Doc.Block> blocks() {
    List<Doc.Block> blocks = new ArrayList<>();
    if (!adoptions.adoptions().isEmpty()) {
      Doc.Heading heading = new Doc.Heading("adopted", "Adopted", Phrase.NONE);
      blocks.add(new Doc.Group(heading, Doc.lazily(adoptions.adoptions(), AdoptReport::card), ""));
    }
    if (!adoptions.left().isEmpty()) {
      Doc.Heading heading = new Doc.Heading("left", "Left as it is", Phrase.NONE);
      List<Doc.Item> codes = Doc.lazily(adoptions.left(), AdoptReport::left);
      blocks.add(new Doc.Listing("code", heading, codes, false));
    }
    if (!warnings.isEmpty()) blocks.add(new Doc.Findings(warnings));
    base.ifPresent(commit -> blocks.add(commit.told(adoptions.kept(), "changed in Git")));
    return blocks;
  }

  private static Doc.Card card(Adoption adoption) {
    boolean isKnown = adoption.fields().getFirst().origin() != Origin.UNKNOWN;
    Origin told = isKnown ? Origin.DRIFT : Origin.UNKNOWN;
    List<Doc.Field> fields =
        adoption.fields().stream()
            .map(field -> told(adoption, field))
            .map(field -> ChangeCard.field(field, ChangeCard.origin(field.origin(), told)))
            .toList();
    return switch (adoption.edit()) {
      case Edit.Rewrite rewrite -> card(adoption, "~", Tone.NEW, was(rewrite), fields);
      case Edit.Removal ignored ->
          card(adoption, "-", Tone.BAD, Phrase.ours("is gone: entry taken out"), fields);
      case Edit.Addition ignored ->
          card(adoption, "+", Tone.GOOD, Phrase.ours("was not declared"), fields);
    };
  }

  private static FieldChange told(Adoption adoption, FieldChange field) {
    return adoption.edit() instanceof Edit.Rewrite rewrite && field.field() == Field.QUEUE
        ? QueueCards.told(field, rewrite.withdrawn())
        : field;
  }

  /// The same of what was declared for another target.
  ///
  /// @param target where it goes
  public static Doc.Card promoted(Adoption adoption, Phrase target) {
    List<Doc.Field> fields =
        adoption.fields().stream().map(field -> ChangeCard.field(field, "")).toList();
    boolean isNew = adoption.edit() instanceof Edit.Addition;
    boolean isApart = adoption.edit() instanceof Edit.Rewrite edit && !edit.apart().isEmpty();
    return Doc.Card.of(
        isNew ? "+" : "~",
        isNew ? Tone.GOOD : Tone.NEW,
        adoption.code(),
        isApart ? Phrase.ours("by an override") : was(adoption.edit()),
        adoption.source(),
        adoption.source().map(at -> target.and(" · ").and(Phrase.theirs(at))).orElse(target),
        Phrase.NONE,
        new Doc.Fields("field", "declared", "now", fields));
  }

  private static Phrase was(Edit edit) {
    return Phrase.NONE.and("was ", previousCode(edit));
  }

  private static Doc.Card card(
      Adoption adoption, String sign, Tone tone, Phrase aside, List<Doc.Field> fields) {
    Phrase place = adoption.source().map(Phrase::theirs).orElse(Phrase.NONE);
    Doc.Fields table = new Doc.Fields("field", "declared", "live now", fields);
    return Doc.Card.of(
        sign, tone, adoption.code(), aside, adoption.source(), place, Phrase.NONE, table);
  }

  private static Doc.Item left(Adoptions.Left left) {
    return left(left, Phrase.NONE);
  }

  /// @param of what is told before the reason
  public static Doc.Item left(Adoptions.Left left, Phrase of) {
    Phrase field = of.and(left.field().map(one -> one.name() + ": ").orElse(""));
    return Doc.Item.of(Phrase.theirs(left.code()), field.and(Phrase.theirs(left.reason())));
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.adopt/1",
        json ->
            json.target(target)
                .files(written)
                .object("baseCommit", base, BaseCommit.json(adoptions.kept()))
                .array("adopted", adoptions.adoptions(), AdoptReport::adopted)
                .array("left", adoptions.left(), AdoptReport::left)
                .findings(warnings));
  }

  /// Into an item of JSON.
  public static void left(Json json, Adoptions.Left left) {
    json.text("code", left.code())
        .text("field", left.field().map(Field::name))
        .text("reason", left.reason());
  }

  /// Into an item of JSON.
  public static void adopted(Json json, Adoption adoption) {
    Edit edit = adoption.edit();
    json.text("action", action(edit))
        .text("id", adoption.live().map(LiveCode::id).or(() -> pinned(edit)))
        .text("code", adoption.code())
        .text("previousCode", previousCode(edit))
        .source(adoption.source())
        .fields(adoption.fields(), "from", "to");
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

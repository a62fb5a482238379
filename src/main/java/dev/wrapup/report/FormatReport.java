package dev.wrapup.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Ansi;
import dev.wrapup.report.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which files are in canonical form, as text and as `wrapup.fmt/1`.
///
/// @param isCheck whether nothing was written
public record FormatReport(boolean isCheck, List<Formatted> files) {
  /// So many lines of a difference tell what it is about.
  private static final int MOST_LINES = 40;

  /// So many files are told one by one.
  private static final int MOST_FILES = 100;

  /// Files with more lines aren't compared line by line.
  private static final int MOST_COMPARED = 20_000;

  /// One file.
  ///
  /// @param before as it was read
  /// @param after in canonical form
  public record Formatted(SourceFile before, SourceFile after) {
    public boolean isChanged() {
      return !before.sha256().equals(after.sha256());
    }
  }

  public FormatReport {
    files = List.copyOf(files);
  }

  public long changed() {
    return files.stream().filter(Formatted::isChanged).count();
  }

  public Doc doc(String tool, Instant at) {
    long same = files.size() - changed();
    String all = Words.count(files.size(), "file");
    String counts =
        changed() == 0
            ? all + Words.verb(files.size(), " is", " are") + " in canonical form."
            : "%s %s, %,d left as %s."
                .formatted(
                    Words.count(changed(), "file"),
                    isCheck ? "would change" : "written",
                    same,
                    Words.verb(same, "it is", "they are"));
    List<Doc.Item> paths =
        Doc.lazily(told(), file -> Doc.Item.of(Phrase.theirs(file.before().path()), Phrase.NONE));
    List<Doc.Block> blocks = new ArrayList<>(List.of(Doc.Listing.of("file", paths)));
    if (!rest().isEmpty()) blocks.add(PlanRemarks.note(rest().strip()));
    return Doc.of(
        Doc.Head.of("fmt", Phrase.NONE, Phrase.ours(all), tool, at),
        Doc.Summary.of(
            changed() == 0 ? "In canonical form" : isCheck ? "Not in canonical form" : "Written",
            isCheck && changed() > 0 ? Tone.BAD : Tone.PLAIN,
            counts),
        blocks);
  }

  /// What differs, line by line.
  public String differences(OutputStyle look) {
    StringBuilder text = new StringBuilder();
    for (Formatted file : told()) difference(text, file, look);
    return text.append(rest()).toString();
  }

  private List<Formatted> told() {
    return files.stream().filter(Formatted::isChanged).limit(MOST_FILES).toList();
  }

  private String rest() {
    long more = changed() - MOST_FILES;
    return more > 0 ? "and %s more\n".formatted(Words.count(more, "file")) : "";
  }

  private static void difference(StringBuilder text, Formatted file, OutputStyle look) {
    Ansi paint = new Ansi(look.color());
    List<String> before = lines(file.before());
    List<String> after = lines(file.after());
    String path = file.before().path();
    if (before.equals(after)) {
      text.append(Visible.text(path + ":", look))
          .append(" only line ends or a byte order mark differ\n");
      return;
    }
    if (Math.max(before.size(), after.size()) > MOST_COMPARED) {
      text.append(Visible.text(path + ":", look)).append(" too long to compare here\n");
      return;
    }
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(path, path, before, DiffUtils.diff(before, after), 1);
    for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      String visible = Visible.text(Finding.bounded(line.replace("\t", "  ")), look);
      text.append(
              switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> paint.come(visible);
                case '-' -> paint.gone(visible);
                default -> visible;
              })
          .append('\n');
    }
    if (lines.size() > MOST_LINES) {
      text.append("and %s more\n".formatted(Words.count(lines.size() - MOST_LINES, "line")));
    }
  }

  private static List<String> lines(SourceFile file) {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    return text.replace("\uFEFF", "").lines().toList();
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.fmt/1",
        json ->
            json.flag("check", isCheck)
                .array(
                    "files",
                    files,
                    (item, file) ->
                        item.text("path", file.before().path())
                            .flag("changed", file.isChanged())
                            .text("sha256", file.after().sha256())));
  }
}

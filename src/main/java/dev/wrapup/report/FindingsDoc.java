package dev.wrapup.report;

import dev.wrapup.model.DesiredState;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a check of files found.
public final class FindingsDoc {
  private FindingsDoc() {}

  /// The first findings, then how many there are and what that means.
  ///
  /// @param files that were checked; empty for those that the findings are in
  /// @param end a sentence such as `Nothing was sent.`
  public static Doc of(
      List<SourceFile> files, List<Finding> findings, String end, String tool, Instant at) {
    boolean isBad = findings.stream().anyMatch(Finding::isError);
    Set<String> paths = paths(findings);
    Phrase checked = files.isEmpty() ? PlanDoc.paths(List.copyOf(paths)) : PlanDoc.files(files);
    return Doc.of(
        Doc.Head.of("validate", Phrase.NONE, checked, tool, at),
        Doc.Summary.of(
            isBad ? "Invalid" : "Valid",
            isBad ? Tone.BAD : Tone.PLAIN,
            findings.isEmpty() ? end : count(findings, paths.size()) + ". " + end),
        findings.isEmpty() ? List.of() : List.of(new Doc.Findings(findings)));
  }

  /// What might be better.
  public static Doc lint(DesiredState files, List<Finding> findings, String tool, Instant at) {
    String codes = Words.count(files.codes().size(), "declared code");
    return Doc.of(
        Doc.Head.of("lint", Phrase.NONE, PlanDoc.files(files.files()), tool, at),
        Doc.Summary.of(
            findings.isEmpty() ? "Nothing found" : Words.count(findings.size(), "finding"),
            findings.isEmpty() ? Tone.GOOD : Tone.WARN,
            findings.isEmpty()
                ? "Nothing found in %s.".formatted(codes)
                : count(findings, paths(findings).size()) + "."),
        findings.isEmpty() ? List.of() : List.of(new Doc.Findings(findings)));
  }

  /// The same of files alone.
  public static void json(
      List<SourceFile> files, int codes, List<Finding> warnings, OutputStyle look, Writer out)
      throws IOException {
    json(files, codes, warnings, Optional.empty(), Instant.EPOCH, look, out);
  }

  /// Writes what a check of valid files has to say as `wrapup.findings/1`, however much that is.
  ///
  /// @param codes how many codes the files declare
  /// @param snapshot when that was taken which they were held against; empty for none
  public static void json(
      List<SourceFile> files,
      int codes,
      List<Finding> warnings,
      Optional<Instant> snapshot,
      Instant now,
      OutputStyle look,
      Writer out)
      throws IOException {
    JsonText.write(
        look,
        out,
        "wrapup.findings/1",
        json ->
            json.snapshot(snapshot, now).files(files).number("codes", codes).findings(warnings));
  }

  private static Set<String> paths(List<Finding> findings) {
    Set<String> paths = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.at().isPresent()) paths.add(finding.at().get().file().path());
    }
    return paths;
  }

  private static String count(List<Finding> findings, int files) {
    int errors = 0;
    for (Finding finding : findings) {
      if (finding.isError()) errors++;
    }
    int warnings = findings.size() - errors;
    String counted = errors > 0 ? Words.count(errors, "error") : "";
    if (warnings > 0) {
      counted += (counted.isEmpty() ? "" : " and ") + Words.count(warnings, "warning");
    }
    return files == 0 ? counted : counted + " in " + Words.count(files, "file");
  }
}

package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.write.Formatter;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Deviations;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.policy.CodePattern;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Desired-state files as a value. All findings of all files come at once, in order; a broken file
/// is never an empty catalog.
public final class DesiredFiles {
  private final FindingCollector findings;
  private final List<SourceFile> sources;
  private final Dialect dialect;

  /// Whether it is one of several files, of which the others aren't read.
  private final boolean isAlone;

  private DesiredFiles(
      FindingCollector findings, List<SourceFile> sources, Dialect dialect, boolean isAlone) {
    this.findings = findings;
    this.sources = sources;
    this.dialect = dialect;
    this.isAlone = isAlone;
  }

  /// Reads files and folders of files.
  ///
  /// @param directory where relative names begin
  /// @param names of regular files, or of folders whose `*.yaml` and `*.yml` files are meant
  /// @param today the day by which an `ignore` may have expired
  public static Checked<DesiredState> read(Path directory, List<String> names, LocalDate today) {
    FindingCollector findings = new FindingCollector();
    List<SourceFile> sources = FileLoader.load(directory, names, findings);
    return new DesiredFiles(findings, sources, DialectDetector.dialect(sources), false).join(today);
  }

  /// The same where others read some of the files too.
  public static Checked<DesiredState> read(
      Path directory, List<String> names, LocalDate today, SharedFiles shared) {
    FindingCollector findings = new FindingCollector();
    List<SourceFile> sources = FileLoader.load(directory, names, findings, shared);
    FileSpec spec = FileSpec.of(DialectDetector.dialect(sources));
    return new DesiredFiles(findings, sources, spec.dialect(), false)
        .join(spec, shared.read(sources, spec, findings, today));
  }

  /// Loads files that are valid each on its own, whether or not they belong together. No `ignore`
  /// in them has expired.
  public static Checked<List<SourceFile>> load(Path directory, List<String> names) {
    FindingCollector loading = new FindingCollector();
    List<SourceFile> files = FileLoader.load(directory, names, loading);
    List<Finding> findings = new ArrayList<>(loading.inOrder());
    for (SourceFile file : files) {
      if (alone(file, DialectDetector.dialect(file, files))
          instanceof Checked.Invalid<DesiredState> invalid) {
        findings.addAll(invalid.findings());
      }
    }
    return findings.isEmpty()
        ? new Checked.Valid<>(files, List.of())
        : new Checked.Invalid<>(findings);
  }

  /// Reads what files were at an earlier commit.
  ///
  /// @param today [LocalDate#MIN] lets no `ignore` have expired
  public static Checked<DesiredState> readSources(List<SourceFile> sources, LocalDate today) {
    return read(sources, DialectDetector.dialect(sources), today, false);
  }

  /// What a file of an earlier commit says by itself, as far as it can be read; empty if it is no
  /// desired-state file.
  public static Optional<DesiredState> glance(SourceFile file, Dialect dialect) {
    FindingCollector findings = new FindingCollector();
    findings.nextFile(file);
    FileReader.Content content =
        FileReader.read(file, FileSpec.of(dialect), findings, LocalDate.MIN);
    return content.keys().keySet().containsAll(List.of("format", "codes"))
        ? Optional.of(content.state())
        : Optional.empty();
  }

  private static Checked<DesiredState> read(
      List<SourceFile> sources, Dialect dialect, LocalDate today, boolean isAlone) {
    FindingCollector findings = new FindingCollector();
    sources.forEach(findings::nextFile);
    return new DesiredFiles(findings, sources, dialect, isAlone).join(today);
  }

  /// Reads one of several files. What it says of codes that others may declare stays as it is.
  public static Checked<DesiredState> alone(SourceFile file, Dialect dialect) {
    return read(List.of(file), dialect, LocalDate.MIN, true);
  }

  /// A file in canonical form: keys in their order, two spaces a step, quotes where a reader could
  /// misread the value, comments with what they belong to. Says the same, and formatting it again
  /// changes nothing.
  ///
  /// @param file a valid one
  /// @param beside files that may say which API it is for, if it doesn't itself
  /// @return a finding if it would be too large then
  public static Checked<SourceFile> format(SourceFile file, List<SourceFile> beside) {
    Dialect dialect = DialectDetector.dialect(file, beside);
    SourceFile formatted;
    try {
      formatted = Formatter.format(file, FileSpec.of(dialect));
    } catch (BrokenFileException tooLarge) {
      return new Checked.Invalid<>(List.of(tooLarge.finding()));
    }
    boolean isSame = Arrays.equals(formatted.bytes(), file.bytes());
    if (!isSame && !valid(formatted, dialect).declaresSame(valid(file, dialect))) {
      throw new IllegalStateException("the form of %s would change what it says".formatted(file));
    }
    return new Checked.Valid<>(formatted, List.of());
  }

  /// Files as they are after edits.
  ///
  /// @param state what all of them say now
  /// @param changed those that have other bytes than before
  public record Edited(DesiredState state, List<SourceFile> changed) {
    public Edited {
      changed = List.copyOf(changed);
    }
  }

  /// Writes edits into the text of the files as the smallest change of it: comments, order, quotes
  /// and line ends stay as they are. Nothing is written to disk.
  ///
  /// @param state what the files say
  /// @param edits one an entry at most; a retired code that gets one is retired no more
  /// @param retired codes that are retired now as well
  /// @param today the day by which an `ignore` may have expired
  /// @return findings where the text doesn't allow an edit, or the files would be invalid then
  public static Checked<Edited> edit(
      DesiredState state, List<Edit> edits, List<String> retired, LocalDate today) {
    return FileEditor.edit(state, edits, retired, state.files(), today);
  }

  /// The same where something new may go to some of the files only, at least one.
  public static Checked<Edited> editIn(
      DesiredState state, List<Edit> edits, List<SourceFile> own, LocalDate today) {
    return FileEditor.edit(state, edits, List.of(), own, today);
  }

  private static DesiredState valid(SourceFile file, Dialect dialect) {
    return switch (alone(file, dialect)) {
      case Checked.Valid<DesiredState> valid -> valid.value();
      case Checked.Invalid<DesiredState> invalid ->
          throw new IllegalStateException("not valid: " + invalid.findings().getFirst());
    };
  }

  private Checked<DesiredState> join(LocalDate day) {
    FileSpec spec = FileSpec.of(dialect);
    return join(spec, sources.stream().map(f -> FileReader.read(f, spec, findings, day)).toList());
  }

  private Checked<DesiredState> join(FileSpec spec, List<FileReader.Content> files) {
    Map<String, FileReader.Content> owners = owners(spec.shared(), files);
    List<DesiredCode> declared = codes(files);
    List<Sourced<String>> gone = owner(owners, "retired").retired();
    Deviations deviations =
        Deviations.of(files.stream().map(file -> file.state().deviations()).toList());
    CodeMentions mentions = new CodeMentions(declared, gone, deviations, isAlone, findings);
    List<DesiredCode> codes = mentions.codes(declared);
    List<Sourced<String>> retired = mentions.retired();
    refuseRetiredAndDeclared(retired, codes);
    List<Offer> offers = mentions.offers(owner(owners, "offers").offers());
    ConfusableCodes.check(codes, findings);
    Policy policy = owner(owners, "policy").policy();
    policy.value(Policy.CODE_PATTERN).ifPresent(pattern -> warnOfUnmatched(pattern, codes));
    if (findings.hasErrors()) return new Checked.Invalid<>(findings.inOrder());
    DesiredState state =
        new DesiredState(
            sources,
            dialect,
            owner(owners, "api").api(),
            owner(owners, "environment").environment(),
            owner(owners, "organization").organization(),
            dialect.scope().map(scope -> owner(owners, scope.key()).scope()).orElse(List.of()),
            policy,
            retired,
            offers,
            deviations,
            codes);
    return new Checked.Valid<>(state, findings.inOrder());
  }

  /// Which file says what holds for all of them.
  private Map<String, FileReader.Content> owners(
      List<String> shared, List<FileReader.Content> files) {
    Map<String, FileReader.Content> owners = new HashMap<>();
    for (FileReader.Content file : files) {
      for (String key : shared) {
        SourcePosition at = file.keys().get(key);
        if (at == null) continue;
        FileReader.Content first = owners.putIfAbsent(key, file);
        if (first == null) continue;
        findings.error(
            "key-in-two-files",
            "'%s' holds for all files and stands at %s already"
                .formatted(key, first.keys().get(key)),
            at,
            key,
            "keep it in one file");
      }
    }
    return owners;
  }

  /// What the file says that has a key.
  private DesiredState owner(Map<String, FileReader.Content> owners, String key) {
    FileReader.Content owner = owners.get(key);
    return owner == null ? DesiredState.nothing(dialect) : owner.state();
  }

  private List<DesiredCode> codes(List<FileReader.Content> files) {
    List<DesiredCode> codes = new ArrayList<>();
    Map<String, SourcePosition> keys = new HashMap<>();
    Map<String, SourcePosition> ids = new HashMap<>();
    for (FileReader.Content file : files) {
      for (DesiredCode code : file.state().codes()) {
        findings.isFirst(
            code.code(),
            keys,
            "declared-twice",
            "the code %s is declared at %s already",
            Cursor.KEEP_ONE);
        code.id().ifPresent(id -> refuseRepeated(id, ids));
        codes.add(code);
      }
    }
    return codes;
  }

  private void refuseRepeated(Sourced<String> id, Map<String, SourcePosition> ids) {
    findings.isFirst(
        id,
        ids,
        "repeated-id",
        "the id %s is pinned at %s already",
        "one live code can't be two: remove one of the ids");
  }

  /// A plan with such a code is refused; the author is told sooner, and at the place.
  private void warnOfUnmatched(CodePattern pattern, List<DesiredCode> codes) {
    for (DesiredCode code : codes) {
      if (pattern.matches(code.key())) continue;
      findings.warning(
          "code-pattern",
          "%s doesn't match the policy's 'codePattern' %s".formatted(Quote.of(code.key()), pattern),
          code.code(),
          "choose a code that matches; with this one a plan is refused");
    }
  }

  private void refuseRetiredAndDeclared(List<Sourced<String>> retired, List<DesiredCode> codes) {
    if (retired.isEmpty()) return;
    Map<String, SourcePosition> declared = new HashMap<>();
    codes.forEach(code -> declared.put(code.key(), code.at()));
    for (Sourced<String> entry : retired) {
      SourcePosition at = declared.get(entry.value());
      if (at == null) continue;
      findings.error(
          "retired-and-declared",
          entry,
          "%s is retired here and declared at %s",
          "decide for one of the two",
          at);
    }
  }
}

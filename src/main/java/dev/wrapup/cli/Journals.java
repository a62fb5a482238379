package dev.wrapup.cli;

import dev.wrapup.apply.JournalRecovery;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.process.Credential;
import dev.wrapup.process.StatePath;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ShellWord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Where commands find journals, what these are signed with, and what is said of them.
final class Journals {
  static final String KEY = "WRAPUP_JOURNAL_KEY";
  static final String FOLDER = ".wrapup/audit";

  /// As the help writes one.
  static final String EXAMPLE = FOLDER + "/2026-01-01T12-00-00Z-7b3f.jsonl";

  /// So many files are named in a command.
  private static final int NAMED = 5;

  private Journals() {}

  /// The journals that a command is about.
  ///
  /// @param least how many have to be named
  static PositionalParamSpec files(int least, String description) {
    return Options.operand("FILE", least + "..*", description, List.of());
  }

  static OptionSpec folderOption() {
    return Options.value("--audit-dir", "DIR", "Where journals are kept. Default: " + FOLDER);
  }

  /// Where journals are kept.
  ///
  /// @throws Stop if what is there may come from a repository
  static Path folder(Context context) {
    Path folder = context.path(context.text("--audit-dir").orElse(FOLDER));
    return new StatePath(
            folder,
            "choose another by --audit-dir: journals are kept outside of what Git brings",
            context.workspace())
        .untracked();
  }

  /// A journal that is to be worked with.
  ///
  /// @throws Stop if a record of it can't be trusted
  static ParsedJournal sound(Path path, Optional<byte[]> key) {
    ParsedJournal journal = ParsedJournal.read(path, key);
    if (journal.broken().isEmpty()) return journal;
    throw Stop.error(
        "broken-journal",
        "%s is broken at record %d: %s"
            .formatted(path, journal.broken().get().number(), journal.broken().get().reason()),
        "don't rely on it; compare with the head that the run printed");
  }

  /// Journals and all that lie beside them, of which they may be copies. What lies there and can't
  /// be read is a copy of nothing.
  static JournalCopies copies(Collection<Path> files, Optional<byte[]> key) {
    Set<Path> named = new LinkedHashSet<>();
    Set<Path> all = new LinkedHashSet<>();
    for (Path file : files) {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
      named.add(folder.resolve(file.getFileName()));
      all.addAll(AuditFolder.journals(folder));
    }
    all.removeAll(named);
    all.removeIf(path -> !Files.isRegularFile(path) || !Files.isReadable(path));
    all.addAll(named);
    return new JournalCopies(all, key);
  }

  /// A line about a journal that was completed.
  static String told(JournalRecovery.Completed journal) {
    if (journal.isBlank()) {
      return "%s holds no record, so its run began no change; it is left as it is"
          .formatted(journal.path());
    }
    String events =
        journal.told().accepted() + journal.told().failed() == 0
            ? ""
            : "; webhooks: %d accepted, %d not"
                .formatted(journal.told().accepted(), journal.told().failed());
    return "completed the journal of a run that was cut short: %s (%s; %s looked up%s)"
        .formatted(
            journal.path(),
            Words.made(journal.made(), journal.planned()),
            Words.count(journal.decided(), "change"),
            events);
  }

  /// The command that completes journals, whatever folder they are in.
  static String resume(List<Path> open) {
    boolean isShort =
        open.size() <= NAMED && open.stream().map(Path::toString).allMatch(ShellWord::isPlain);
    String files =
        isShort
            ? open.stream().map(Path::toString).collect(Collectors.joining(" "))
            : "with " + (open.size() == 1 ? "this file" : "these files");
    return "wrapup audit resume " + files;
  }

  /// That a journal is of a run for another target, with what leads to that one.
  static Stop ofAnother(ParsedJournal journal, Target target) {
    Target wanted = journal.run().target();
    List<String> ways = new ArrayList<>();
    if (!wanted.api().equals(target.api())) ways.add("--api " + wanted.api());
    if (!wanted.environment().equals(target.environment())) {
      ways.add("--environment " + wanted.environment());
    }
    if (!wanted.baseUrl().equals(target.baseUrl())) {
      // an address is never taken over from a file, which anybody may have written
      ways.add(wanted.baseUrl().equals(Target.SANDBOX) ? "--sandbox" : "--base-url");
    }
    wanted
        .organization()
        .filter(id -> !target.organization().equals(Optional.of(id)))
        .ifPresent(id -> ways.add("an OAuth client of the organization " + id));
    if (ways.isEmpty()) ways.add("another OAuth client");
    return Stop.usage(
        journal.path() + " is of a run for another target",
        "choose the target that the run had, by " + String.join(" and ", ways));
  }

  /// What journals are signed with, as it is: one that was begun with it must be completed with it.
  static Optional<byte[]> key(Context context) {
    return context.workspace().variable(KEY).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /// Tells of a key that holds what a copy brought along; a run that has no such thing is signed by
  /// another key.
  static void warn(Context context) {
    context
        .workspace()
        .variable(KEY)
        .flatMap(Credential::oddity)
        .ifPresent(
            what ->
                context.note(
                    "warning: the variable %s has %s, which is taken for a part of the key"
                        .formatted(KEY, what)));
  }
}

package dev.wrapup.process;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Git repository around a folder, as far as anything here asks about it.
public final class Git {
  /// Refs that a plain `git fetch` brings.
  private static final List<String> FETCHED = List.of("refs/heads/", "refs/tags/", "refs/remotes/");

  private static final String CHECK =
      "check its name; in CI check out with a fetch depth that reaches it (fetch-depth: 0)";

  private final Path directory;
  private final GitProcess process;

  private Git(Path directory, Workspace workspace) {
    this.directory = directory;
    this.process = new GitProcess(directory, workspace.variables());
  }

  /// Git as it sees a folder, whether or not that is in a repository.
  ///
  /// @param folder one that need not be there; then what is there above it counts
  public static Git at(Path folder, Workspace workspace) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(there) && there.getParent() != null) there = there.getParent();
    return new Git(WorkingTree.real(there), workspace);
  }

  /// The folder at the top of the working tree; empty where there is no repository.
  ///
  /// @throws Stop if git can't or won't tell
  public Optional<Path> top() {
    if (!mayBeRepository()) return Optional.empty();
    GitProcess.Ran ran = process.run("rev-parse", "--show-toplevel", "--show-cdup");
    if (ran.isOutside()) return Optional.empty();
    String up = ran.orThrow().line(); // its letters are ASCII, whatever those of the top's name are
    return Optional.of(directory.resolve(up.substring(up.lastIndexOf('\n') + 1)).normalize());
  }

  /// Whether git has to be asked; where it needn't, it needn't be installed either.
  public boolean mayBeRepository() {
    for (Path path = directory; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) return true;
    }
    return false;
  }

  /// The commit that a ref names.
  ///
  /// @throws Stop if it can't be read
  public String commit(String ref) {
    GitProcess.Ran ran =
        process.run("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    boolean isCommit = !ref.startsWith("^"); // else it is all but that one
    if (ran.status() == 0 && isCommit) return ran.line();
    if (ran.isOutside()) {
      throw Stop.usage(
          "base-ref",
          "there is no Git ref '%s' to read: %s".formatted(ref, ran.error()),
          "run it in the repository that holds the files, or give the base by `base`");
    }
    if (isCommit && (ran.status() != 1 || ran.isBroken())) throw ran.failure(ran.error());
    boolean isShallow = isShallow();
    throw Stop.usage(
        "base-ref",
        "the Git ref '%s' can't be read here%s"
            .formatted(ref, isShallow ? ": this is a shallow clone, which may end before it" : ""),
        remote()
            .map(remote -> Remedy.by(CHECK + "; else fetch it", fetch(ref, remote, isShallow)))
            .orElse(Remedy.of(CHECK)),
        List.of());
  }

  /// What brings a ref. Those of our own neither a clone nor a plain `git fetch` brings.
  private static ShellCommand fetch(String ref, String remote, boolean isShallow) {
    boolean isOwn = ref.startsWith("refs/") && FETCHED.stream().noneMatch(ref::startsWith);
    if (isOwn) return ShellCommand.of("git", "fetch", remote, "+%s:%s".formatted(ref, ref));
    return isShallow
        ? ShellCommand.of("git", "fetch", "--unshallow")
        : ShellCommand.of("git", "fetch", "--tags", remote);
  }

  /// Which refs of some names there are, none of those below them; none outside of a repository.
  ///
  /// @param patterns whole names, in which `*` stands for a part
  public Set<String> refs(String... patterns) {
    if (!mayBeRepository()) return Set.of();
    List<String> arguments = new ArrayList<>(List.of("for-each-ref", "--format=%(refname)"));
    arguments.addAll(List.of(patterns));
    GitProcess.Ran ran = process.run(arguments.toArray(String[]::new));
    if (ran.isOutside()) return Set.of();
    if (ran.hasIgnored()) throw ran.failure(ran.error());
    Predicate<String> isWhole =
        Stream.of(patterns)
            .map(pattern -> "\\Q" + pattern.replace("*", "\\E[^/]*\\Q") + "\\E")
            .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile))
            .asMatchPredicate();
    return ran.orThrow().text().lines().filter(isWhole).collect(Collectors.toSet());
  }

  /// The name of the repository that this one is of; empty if none is configured.
  public Optional<String> remote() {
    if (!mayBeRepository()) return Optional.empty();
    GitProcess.Ran ran = process.run("remote");
    if (ran.isOutside()) return Optional.empty();
    return ran.orThrow().text().lines().min(Comparator.comparing(one -> !one.equals("origin")));
  }

  /// Whether what is checked out is a commit or one after it; before the first commit it isn't.
  public boolean isInHead(String commit) {
    GitProcess.Ran ran =
        process.run("merge-base", "--is-ancestor", "--end-of-options", commit, "HEAD");
    if (ran.status() == 1 || (ran.status() != 0 && head().isEmpty())) return false;
    return ran.orThrow().status() == 0;
  }

  /// The newest commit of what is checked out, and not of another commit, that changed something at
  /// some paths; empty if there is none.
  ///
  /// @param applied the other commit
  public Optional<String> newest(String applied, List<Path> paths) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "rev-list", "--topo-order", "-1", "--end-of-options", applied + "..HEAD", "--"));
    paths.forEach(path -> arguments.add(WorkingTree.real(path).toString()));
    String line = process.run(arguments.toArray(String[]::new)).orThrow().line();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  /// Lets a ref name another commit, unless somebody else has moved it meanwhile.
  ///
  /// @param before that it names; empty if there is no such ref
  /// @throws Stop if it can't be moved
  public void move(String ref, Optional<String> before, String commit) {
    String old = before.orElse("0".repeat(commit.length()));
    process.run("update-ref", "--no-deref", "--end-of-options", ref, commit, old).orThrow();
  }

  /// Whether history ends before its first commit.
  public boolean isShallow() {
    return process.run("rev-parse", "--is-shallow-repository").text().startsWith("true");
  }

  /// The commit that is checked out; empty before the first one.
  public Optional<String> head() {
    GitProcess.Ran ran = process.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return ran.status() == 1 ? Optional.empty() : Optional.of(ran.orThrow().line());
  }

  /// What a commit's tree holds.
  ///
  /// @param mode such as `100644`, `040000` for a folder, `160000` for a submodule
  /// @param path from the top
  public record Entry(String mode, String object, String path) {
    public boolean isFile() {
      return mode.startsWith("100");
    }

    public boolean isFolder() {
      return mode.equals("040000");
    }

    public boolean isSubmodule() {
      return mode.equals("160000");
    }

    public boolean isYaml() {
      return isFile() && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }
  }

  /// All files, links and submodules at a commit.
  public List<Entry> everything(String commit) {
    return entries(2, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit);
  }

  /// What stands at a path of a commit; with a `/` at its end, or nothing but that, what is in the
  /// folder.
  public List<Entry> list(String commit, String path) {
    return list(commit, path.equals("/") ? List.of() : List.of(path));
  }

  /// @param object which word of a line names it
  private List<Entry> entries(int object, String... arguments) {
    List<Entry> entries = new ArrayList<>();
    for (String line : process.run(arguments).orThrow().parts()) {
      int tab = line.indexOf('\t');
      String[] words = line.substring(0, tab).split(" ", -1);
      entries.add(new Entry(words[0], words[object], line.substring(tab + 1)));
    }
    return entries;
  }

  /// What stands at some paths of a commit.
  public List<Entry> list(String commit, List<String> paths) {
    List<String> arguments =
        new ArrayList<>(List.of("ls-tree", "-z", "--full-tree", "--end-of-options", commit));
    arguments.addAll(paths);
    return entries(2, arguments.toArray(String[]::new));
  }

  /// Reads files of a commit, one after the other.
  ///
  /// @param each gets an entry and its content; one that is larger than any desired-state file is
  ///   left out
  public void contents(List<Entry> entries, BiConsumer<Entry, byte[]> each) {
    GitObjects.read(process, entries, each);
  }

  /// A file that git takes for moved between two commits, by its paths.
  public record Rename(String from, String to) {}

  public List<Rename> renames(String from, String to) {
    List<String> parts =
        process
            .run(
                "diff-tree",
                "-r",
                "-z",
                "-M",
                "--no-ext-diff",
                "--no-textconv",
                "--diff-filter=R",
                "--name-status",
                "--end-of-options",
                from,
                to)
            .orThrow()
            .parts();
    List<Rename> renames = new ArrayList<>();
    for (int i = 0; i + 2 < parts.size(); i += 3) {
      renames.add(new Rename(parts.get(i + 1), parts.get(i + 2)));
    }
    return renames;
  }

  /// What is tracked at some paths or below them.
  List<Entry> tracked(List<Path> paths) {
    List<String> arguments = new ArrayList<>(List.of("ls-files", "-s", "-z", "--full-name", "--"));
    paths.forEach(path -> arguments.add(path.toString()));
    return entries(1, arguments.toArray(String[]::new));
  }

  /// What is tracked below a folder and on purpose not there, as in a sparse checkout.
  public List<String> leftOut(Path top) {
    return process
        .run("ls-files", "-z", "-t", "--full-name", "--", top.toString())
        .orThrow()
        .parts()
        .stream()
        .filter(part -> part.startsWith("S "))
        .map(part -> part.substring(2))
        .toList();
  }
}

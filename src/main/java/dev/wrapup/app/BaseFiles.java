package dev.wrapup.app;

import static java.util.Collections.disjoint;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Target;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WorkingTree;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.BaseCommit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The files of a commit that say what the files read now said then. Those of the same path, and
/// where a file is new, those that are gone: a file that was moved, renamed, split or joined is
/// still the base. That nothing was declared is found, never assumed.
final class BaseFiles {
  private static final String GIVE_BASE =
      "give what was applied last by `base` FILE; the first plan of an organization needs no base"
          + " (`noBase`)";

  private final Git git;
  private final WorkingTree tree;
  private final String ref;
  private final String commit;
  private final DesiredState desired;
  private final Target target;

  /// By path from the top, in the order in which they are read.
  private final Map<String, Git.Entry> base = new LinkedHashMap<>();

  /// @param git of the repository
  /// @param desired what the files say now
  BaseFiles(Git git, BaseCommit at, DesiredState desired, Target target, Workspace workspace) {
    this.git = git;
    this.ref = at.ref();
    this.commit = at.commit();
    this.tree = new WorkingTree(git.top().orElseThrow(), workspace);
    this.desired = desired;
    this.target = target;
  }

  /// The files, named after the ref; none only where nothing was declared for the target.
  ///
  /// @param names files and folders as the user named them
  /// @throws Stop if it can't be told what was declared
  List<SourceFile> read(List<String> names) {
    Map<String, SourceFile> fresh = new LinkedHashMap<>();
    for (SourceFile file : desired.files()) fresh.put(tree.path(file.path()), file);
    names.forEach(this::add);
    fresh.keySet().removeAll(base.keySet());
    if (!fresh.isEmpty()) follow(fresh);
    List<SourceFile> files = sources(base.values());
    if (files.size() == base.size()) return files;
    throw stop("a file of the commit %s is too large to be read".formatted(ref), GIVE_BASE);
  }

  /// The files that a name stands for. A link was none, and is none: what it led to is followed.
  private void add(String name) {
    String path = tree.path(name);
    List<Git.Entry> found =
        path.isEmpty() ? List.of(new Git.Entry("040000", "", "")) : git.list(commit, path);
    for (Git.Entry entry : found) {
      if (entry.isFolder()) {
        git.list(commit, entry.path() + "/").stream().filter(Git.Entry::isYaml).forEach(this::put);
      } else if (entry.isFile()) {
        put(entry);
      }
    }
  }

  private void put(Git.Entry entry) {
    base.put(entry.path(), entry);
  }

  /// Adds what files were that have no file of their path at the commit.
  private void follow(Map<String, SourceFile> fresh) {
    boolean hasOthers = !base.isEmpty();
    List<Git.Entry> all = git.everything(commit);
    all.stream().filter(Git.Entry::isSubmodule).forEach(e -> refuseInside(e, fresh.keySet()));
    Map<String, String> renames = renames();
    Set<String> leftOut = new HashSet<>(git.leftOut(tree.top()));
    Set<String> ends = fresh.keySet().stream().map(BaseFiles::end).collect(Collectors.toSet());
    List<Git.Entry> gone = new ArrayList<>();
    List<Git.Entry> there = new ArrayList<>();
    for (Git.Entry entry : all) {
      if (base.containsKey(entry.path())) continue;
      if (fresh.containsKey(renames.getOrDefault(entry.path(), ""))) {
        put(entry);
      } else if (entry.isYaml() || (entry.isFile() && ends.contains(end(entry.path())))) {
        boolean isThere = leftOut.contains(entry.path()) || tree.has(entry.path());
        (isThere ? there : gone).add(entry);
      }
    }
    Concern concern = Concern.of(desired, new HashSet<>(fresh.values()));
    List<Declared> others = new ArrayList<>();
    for (Declared file : declared(gone)) {
      String to = renames.get(file.entry().path());
      boolean livesOn = to != null && tree.has(to);
      if (isPinnedElsewhere(file.state())) continue;
      if (concern.isIn(file.state()) || concern.isMentionedIn(file.state())) put(file.entry());
      else if (!livesOn || concern.mayBeIn(file.state())) others.add(file);
    }
    if (!others.isEmpty()) addNeighbors(others, concern, hasOthers);
    refuseConcerning(declared(there), concern);
  }

  /// Adds what concerns none of the codes, but was read with the files that are found: it lies
  /// beside one of them or holds for all codes, and is valid with them. Where none is found, any
  /// may have been the base.
  ///
  /// @param hasOthers whether some files have their path still; then what is beside them and gone
  ///   matters only for what it says of all codes
  private void addNeighbors(List<Declared> gone, Concern concern, boolean hasOthers) {
    List<SourceFile> homes = sources(base.values());
    boolean hasOpenPins = !openPins().isEmpty();
    Set<String> folders = base.keySet().stream().map(BaseFiles::folder).collect(Collectors.toSet());
    for (Declared file : gone) {
      boolean hasRules = !file.state().policy().equals(Policy.DEFAULT);
      boolean isBeside = folders.contains(folder(file.entry().path()));
      boolean mayBePart =
          hasOthers
              ? hasRules && (isBeside || file.state().codes().isEmpty())
              : isBeside || (hasRules && file.state().codes().isEmpty());
      boolean mayConcern = concern.mayBeIn(file.state());
      if (homes.isEmpty()
          || (mayConcern && hasOpenPins)
          || ((mayBePart || mayConcern) && fits(file.entry(), homes))) {
        put(file.entry());
      }
    }
  }

  /// Whether a file can be read together with others. One that is invalid itself is not left out,
  /// but told.
  private boolean fits(Git.Entry entry, List<SourceFile> others) {
    List<SourceFile> files = sources(List.of(entry));
    boolean isBroken =
        files.stream()
            .anyMatch(
                file -> DesiredFiles.alone(file, desired.dialect()) instanceof Checked.Invalid<?>);
    if (isBroken) return true;
    files.addAll(others);
    return isValid(files);
  }

  private static boolean isValid(List<SourceFile> files) {
    return DesiredFiles.readSources(files, LocalDate.MIN) instanceof Checked.Valid<DesiredState>;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private Map<String, String> renames() {
    return git.head().stream()
        .flatMap(head -> git.renames(commit, head).stream())
        .collect(Collectors.toMap(Git.Rename::from, Git.Rename::to));
  }

  /// The end of a file's name, such as `.yaml`; empty if it has none.
  private static String end(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private void refuseInside(Git.Entry submodule, Collection<String> paths) {
    for (String path : paths) {
      if (!(path + "/").startsWith(submodule.path() + "/")) continue;
      throw stop(
          "%s was in the submodule %s, whose files the commit %s doesn't hold"
              .formatted(tree.name(path), submodule.path(), ref),
          "run it in the submodule, by a ref of its own, or " + GIVE_BASE);
    }
  }

  /// Refuses files that stay where they are and aren't read, though they declared what these do
  /// now: without a base any that may be meant, beside one those that pin a code which it doesn't.
  private void refuseConcerning(List<Declared> others, Concern concern) {
    Predicate<DesiredState> isMeant;
    if (base.isEmpty()) {
      isMeant = state -> concern.mayBeIn(state) && !isPinnedElsewhere(state);
    } else {
      Set<String> pins = others.isEmpty() ? Set.of() : openPins();
      isMeant = state -> !disjoint(ids(state), pins);
    }
    List<String> names =
        others.stream()
            .filter(file -> isMeant.test(file.state()))
            .map(file -> tree.name(file.entry().path()))
            .toList();
    if (names.isEmpty()) return;
    throw stop(
        "the commit %s %s, but declares the same codes in %s: what was"
                .formatted(
                    ref,
                    base.isEmpty() ? "has none of these files" : "lacks some of these files",
                    Words.named(names, 3))
            + " edited outside Git, and what is protected, can't be told",
        "name the other files by -f too, or " + GIVE_BASE);
  }

  /// Whether codes of the same names are pinned to other ids, all of them, and no id is the same:
  /// those of another organization, which nothing else need tell apart.
  private boolean isPinnedElsewhere(DesiredState state) {
    Map<String, String> own = new HashMap<>();
    for (DesiredCode code : desired.codes()) {
      code.id().ifPresent(id -> own.put(code.key(), id.value()));
    }
    boolean sharesCodes =
        state.codes().stream()
            .anyMatch(code -> code.id().isPresent() && own.containsKey(code.key()));
    return sharesCodes && disjoint(ids(state), own.values());
  }

  /// Ids that the files name now, and the base doesn't.
  private Set<String> openPins() {
    Set<String> pins = ids(desired);
    for (Declared file : declared(List.copyOf(base.values()))) pins.removeAll(ids(file.state()));
    return pins;
  }

  private static Set<String> ids(DesiredState state) {
    return new HashSet<>(state.pinned());
  }

  /// A desired-state file of the commit that may be for the target.
  private record Declared(Git.Entry entry, DesiredState state) {}

  private List<Declared> declared(List<Git.Entry> entries) {
    List<Declared> declared = new ArrayList<>();
    git.contents(
        entries,
        (entry, content) ->
            DesiredFiles.glance(source(entry, content), desired.dialect())
                .filter(state -> !isForAnother(state))
                .ifPresent(state -> declared.add(new Declared(entry, state))));
    return declared;
  }

  private boolean isForAnother(DesiredState state) {
    Optional<String> organization =
        target.organization().or(() -> desired.organization().map(guard -> guard.value()));
    boolean isOtherEnvironment =
        state.environment().filter(e -> !e.value().equals(target.environment())).isPresent();
    boolean isOtherOrganization =
        organization.isPresent()
            && state.organization().filter(o -> !o.value().equals(organization.get())).isPresent();
    return isOtherEnvironment || isOtherOrganization;
  }

  private List<SourceFile> sources(Collection<Git.Entry> entries) {
    List<SourceFile> files = new ArrayList<>();
    git.contents(List.copyOf(entries), (entry, content) -> files.add(source(entry, content)));
    return files;
  }

  private SourceFile source(Git.Entry entry, byte[] content) {
    return new SourceFile("git:" + ref + ":" + tree.name(entry.path()), content);
  }

  private static Stop stop(String message, String next) {
    return Stop.usage("base-ref", message, next);
  }
}

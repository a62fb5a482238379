package dev.wrapup.app;

import dev.wrapup.model.Target;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.BaseCommit;
import dev.wrapup.report.doc.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ref that names the commit that was applied to a target last, in the repository that the
/// files are in. Only what is here is looked at, since a plan asks no other server than the
/// organization's.
public final class AppliedRef {
  public static final String FOLDER = "refs/wrapup/";

  private static final String NOT_BASE = "base-not-in-head";
  private static final String OR_NONE = "name another base by --base-ref, or none by --no-base";

  private final Git git;
  private final String target;
  private final Workspace workspace;

  /// @param files that are read; one at least
  AppliedRef(List<SourceFile> files, Target target, Workspace workspace) {
    this.git = Git.at(workspace.path(files.getFirst().path()), workspace);
    this.target = target.environment();
    this.workspace = workspace;
  }

  Git git() {
    return git;
  }

  private String name() {
    return FOLDER + target;
  }

  /// The base that it names. If it isn't here, but a remote may have it, it is said how it comes.
  ///
  /// @return empty if it isn't here
  /// @throws Stop if it is, and can't be the base of what is checked out, or git won't tell
  Optional<BaseCommit> base() {
    try {
      Set<String> here = git.refs(name(), "refs/remotes/*/wrapup/" + target);
      if (here.contains(name())) return Optional.of(held(git.commit(name())));
      hint(here).ifPresent(workspace::note);
      return Optional.empty();
    } catch (Stop e) {
      if (e.code().equals(NOT_BASE)) throw e;
      if (e.isUsage()) {
        throw Stop.usage(e.code(), e.message(), "leave the base out by --no-base, or " + e.next());
      }
      workspace.note(
          "note: whether %s names a base can't be told: %s".formatted(name(), e.message()));
      return Optional.empty();
    }
  }

  /// A commit that isn't in what is checked out may declare what these files don't know of.
  private BaseCommit held(String commit) {
    if (git.isInHead(commit)) return new BaseCommit(name(), commit);
    Optional<String> head = git.head();
    boolean isShallow = head.isPresent() && git.isShallow();
    String why =
        head.isEmpty()
            ? "nothing is committed here yet"
            : isShallow
                ? "this is a shallow clone, whose history may end before it"
                : "what is checked out, %s, doesn't have it".formatted(head.get());
    String mend =
        head.isEmpty()
            ? OR_NONE
            : OR_NONE
                + (isShallow
                    ? "; or bring its history: git fetch --unshallow"
                    : "; or bring this branch up to date: git merge " + name());
    throw Stop.usage(
        NOT_BASE,
        "%s says that the commit %s was applied last, and it can't be the base: %s"
            .formatted(name(), commit, why),
        mend);
  }

  /// How it comes here from a remote, whose branch it is if that is known here.
  private Optional<String> hint(Set<String> branches) {
    if (!branches.isEmpty()) {
      String remote = branches.iterator().next().split("/", -1)[2];
      return Optional.of(hint(remote, "refs/heads/wrapup/" + target, ""));
    }
    List<String> remotes = git.remotes();
    return remotes.stream()
        .filter(remote -> remote.equals("origin"))
        .findFirst()
        .or(() -> remotes.stream().filter(ShellWord::isPlain).findFirst())
        .map(remote -> hint(remote, name(), "if %s has it, ".formatted(remote)));
  }

  private String hint(String remote, String there, String condition) {
    return "note: no base, since %s isn't here; %sit comes by: git fetch %s +%s:%s"
        .formatted(name(), condition, remote, there, name());
  }
}

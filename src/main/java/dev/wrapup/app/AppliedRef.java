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

  private static final String NOT_IN_HEAD = "base-not-in-head";
  private static final String OTHER_BASE = "name another base by `baseRef`, or none by `noBase`";
  private static final String NO_RECORD = "leave `record` out";

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
      Set<String> here = look();
      if (here.contains(name())) {
        String commit = git.commit(name());
        requireInHead(commit, OTHER_BASE);
        return Optional.of(new BaseCommit(name(), commit));
      }
      hint(here).ifPresent(workspace::note);
      return Optional.empty();
    } catch (Stop e) {
      if (e.code().equals(NOT_IN_HEAD)) throw e;
      if (e.isUsage()) {
        throw Stop.usage(e.code(), e.message(), "leave the base out by `noBase`, or " + e.next());
      }
      workspace.note(
          "note: whether %s names a base can't be told: %s".formatted(name(), e.message()));
      return Optional.empty();
    }
  }

  /// Itself, if it is here, and what is known here of branches of its name that remotes have.
  private Set<String> look() {
    return git.refs(name(), "refs/remotes/*/wrapup/" + target);
  }

  /// A commit that isn't in what is checked out may declare what these files don't know of.
  ///
  /// @param otherwise what else can be done about it
  private void requireInHead(String commit, String otherwise) {
    if (git.isInHead(commit)) return;
    Optional<String> head = git.head();
    String why = "what is checked out, %s, doesn't have it".formatted(head.orElse("nothing"));
    String mend = "; or bring this branch up to date: git merge " + name();
    if (head.isEmpty()) {
      why = "nothing is committed here yet";
      mend = "";
    } else if (git.isShallow()) {
      why = "this is a shallow clone, whose history may end before it";
      mend = "; or bring its history: git fetch --unshallow";
    }
    throw Stop.usage(
        NOT_IN_HEAD,
        "%s names the commit %s, which was applied last, but %s".formatted(name(), commit, why),
        otherwise + mend);
  }

  /// How it comes here from a remote.
  private Optional<String> hint(Set<String> here) {
    return remote(here)
        .map(
            remote ->
                "note: no base, since %s isn't here; %sit comes by: git fetch %s +%s:%s"
                    .formatted(
                        name(),
                        remote.isKnown() ? "" : "if %s has it, ".formatted(remote.name()),
                        remote.name(),
                        remote.ref(),
                        name()));
  }

  /// @param ref by which it has the commit
  /// @param isKnown whether that is known here
  private record Remote(String name, String ref, boolean isKnown) {}

  private Optional<Remote> remote(Set<String> here) {
    Optional<String> branch = here.stream().filter(ref -> !ref.equals(name())).findFirst();
    if (branch.isPresent()) {
      String remote = branch.get().split("/", -1)[2];
      return Optional.of(new Remote(remote, "refs/heads/wrapup/" + target, true));
    }
    List<String> remotes = git.remotes();
    return remotes.stream()
        .filter(remote -> remote.equals("origin"))
        .findFirst()
        .or(() -> remotes.stream().filter(ShellWord::isPlain).findFirst())
        .map(remote -> new Remote(remote, name(), false));
  }

  /// Moving it to the commit whose files are read.
  ///
  /// @param names of the files, and of folders that they are in, as the user named them
  /// @throws Stop if it would name what isn't applied then, or go back
  Move move(List<SourceFile> files, List<String> names) {
    CheckedOut now = CheckedOut.read(files, names, workspace);
    if (now.commit().isEmpty()) throw stop("the files are in no commit of a repository", NO_RECORD);
    String commit = now.commit().get();
    if (now.dirty().orElse(true)) {
      throw stop(
          "the files differ from the commit %s, which is checked out".formatted(commit),
          "commit them first, or " + NO_RECORD);
    }
    Set<String> here = look();
    Optional<String> before =
        here.contains(name()) ? Optional.of(git.commit(name())) : Optional.empty();
    before.ifPresent(old -> requireInHead(old, NO_RECORD));
    String push =
        remote(here)
            .map(remote -> "git push %s %s:%s".formatted(remote.name(), name(), remote.ref()))
            .orElse("");
    return new Move(before, commit, push);
  }

  /// How it would be moved; empty outside of a repository.
  Optional<Recorded> leave(List<SourceFile> files, List<String> names) {
    try {
      return git.top().isEmpty() ? Optional.empty() : Optional.of(move(files, names).leave());
    } catch (Stop e) {
      return Optional.of(new Recorded(e.message(), "", false));
    }
  }

  private Stop stop(String why, String next) {
    return Stop.usage("not-recordable", "%s isn't moved: %s".formatted(name(), why), next);
  }

  /// What became of it.
  ///
  /// @param next a command, if there is one
  /// @param isLost whether it was to be moved, and was not
  public record Recorded(String told, String next, boolean isLost) {}

  /// One step forward.
  final class Move {
    private final Optional<String> before;
    private final String commit;
    private final String push;

    /// @param before the commit that it names; empty if it isn't there
    /// @param push by which others get it; empty if there are no others
    private Move(Optional<String> before, String commit, String push) {
      this.before = before;
      this.commit = commit;
      this.push = push;
    }

    private boolean isMade(Optional<String> now) {
      return now.filter(commit::equals).isPresent();
    }

    private Recorded made() {
      return new Recorded(
          "%s names %s, which is applied".formatted(name(), commit)
              + (push.isEmpty() ? "" : "; others get it by"),
          push,
          false);
    }

    /// Moves it, unless somebody else did so meanwhile.
    Recorded make() {
      if (isMade(before)) return made();
      try {
        git.move(name(), before, commit);
        return made();
      } catch (Stop e) {
        return new Recorded(
            "all is applied, but %s could not be moved: %s".formatted(name(), e.message()),
            "see what it names, and move it: " + command(),
            true);
      }
    }

    /// Leaves it, and says how it is moved.
    Recorded leave() {
      if (isMade(before)) return made();
      return new Recorded(
          "%s was not moved (`record`): what this run applied is no base yet. It is moved by"
              .formatted(name()),
          command(),
          false);
    }

    private String command() {
      return "git update-ref %s %s%s"
          .formatted(name(), commit, before.map(old -> " " + old).orElse(""));
    }
  }
}

package dev.wrapup.github;

import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.CommentKey;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.IssueOrComment;
import dev.wrapup.forge.PostResult;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.report.ForgeReport;
import dev.wrapup.report.ForgeReport.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The issue of a drift: one for each drift, at most one of them open for a target and folder. It
/// is found by its label, or, if that is missing, among the newest open issues. A recurring drift
/// reopens its issue.
public final class DriftIssue {
  private static final String LABEL = "wrapup-drift";

  private static final String LABELED =
      "/issues?state=all&labels=" + LABEL + "&sort=created&direction=desc&per_page=100";
  private static final String NEWEST =
      "/issues?state=open&sort=created&direction=desc&per_page=100";

  /// The number of pages of open issues to search without the label.
  private static final int PAGES_OF_NEWEST = 5;

  private static final int LONGEST_NAME = 100;

  /// Hangul fillers: invisible letters.
  private static final String UNSEEN_LETTERS = "[\u115F\u1160\u3164\uFFA0]";

  private final ForgeApi repository;
  private final ReportFile.Drift drift;
  private final CommentBody body;

  public DriftIssue(ForgeApi repository, ReportFile.Drift drift, CommentBody body) {
    this.repository = repository;
    this.drift = drift;
    this.body = body;
  }

  /// Opens, updates or closes it. A missing permission is reported as skipped.
  public ForgeReport post() {
    return repository.posted(ForgeReport.Kind.DRIFT_ISSUE, Optional.empty(), this::written);
  }

  private PostResult written() {
    PostResult written = repository.until(this::once);
    return written.action() == Action.CLOSED
        ? written.posting().map(this::sayWhy).orElse(written)
        : written;
  }

  private PostResult once() {
    List<IssueOrComment> labeled = repository.list(LABELED).filter(this::isOurs).toList();
    Optional<IssueOrComment> open =
        labeled.stream().filter(IssueOrComment::isOpen).findFirst().or(this::openWithoutLabel);
    if (!drift.isPresent()) return open.map(this::close).orElseGet(DriftIssue::nothing);
    if (open.isPresent()) return update(open.get());
    return labeled.stream()
        .filter(this::isSameDrift)
        .findFirst()
        .map(this::reopen)
        .orElseGet(this::create);
  }

  private Optional<IssueOrComment> openWithoutLabel() {
    return repository
        .pages(NEWEST)
        .limit(PAGES_OF_NEWEST)
        .flatMap(page -> page.postings().stream())
        .filter(this::isOurs)
        .findFirst();
  }

  private boolean isOurs(IssueOrComment posting) {
    return !posting.isPullRequest()
        && posting.number() > 0
        && repository.isOurs(body.marker(), posting);
  }

  private boolean isSameDrift(IssueOrComment issue) {
    return body.marker().fingerprint(issue.body()).equals(Optional.of(drift.fingerprint()));
  }

  private static PostResult nothing() {
    return PostResult.of(Action.NONE, Optional.empty());
  }

  private PostResult create() {
    Map<String, Object> fields =
        Map.of("title", title(), "body", body.text(), "labels", List.of(LABEL));
    return repository.write(Action.CREATED, "POST", "/issues", fields, Optional.empty());
  }

  private PostResult update(IssueOrComment issue) {
    if (isSameDrift(issue)) return PostResult.of(Action.UNCHANGED, Optional.of(issue));
    return patch(Action.UPDATED, issue, Map.of("title", title(), "body", body.text()));
  }

  private PostResult reopen(IssueOrComment issue) {
    return patch(Action.REOPENED, issue, Map.of("state", "open", "body", body.text()));
  }

  private PostResult close(IssueOrComment issue) {
    return patch(Action.CLOSED, issue, Map.of("state", "closed", "state_reason", "completed"));
  }

  private PostResult patch(Action action, IssueOrComment issue, Map<String, String> fields) {
    return repository.write(
        action, "PATCH", "/issues/" + issue.number(), fields, Optional.of(issue));
  }

  /// Best effort, since the issue is closed already.
  private PostResult sayWhy(IssueOrComment issue) {
    String where =
        repository.job().page().map(url -> " ([this run](%s))".formatted(url)).orElse("");
    String text = "No drift any more: nothing is live that differs from Git%s.".formatted(where);
    String comments = "/issues/" + issue.number() + "/comments";
    Optional<IssueOrComment> closed = Optional.of(issue);
    try {
      PostResult ignored =
          repository.write(Action.CLOSED, "POST", comments, Map.of("body", text), closed);
      return PostResult.of(Action.CLOSED, closed);
    } catch (HttpFailure e) {
      Optional<String> reason = Optional.of("without a comment: " + e.message());
      return new PostResult(Action.CLOSED, closed, reason, Optional.empty());
    }
  }

  /// Titles support no Markdown but code spans and `:emoji:`; names are truncated to this.
  private String title() {
    CommentKey subject = drift.subject();
    String folder = subject.folder().isEmpty() ? "" : " (" + plain(subject.folder()) + ")";
    return "Wrap-up codes changed outside Git: " + plain(subject.name()) + folder;
  }

  private static String plain(String text) {
    String plain = text.replaceAll("[^\\p{L}\\p{N} ._/-]|" + UNSEEN_LETTERS, "?");
    if (plain.length() <= LONGEST_NAME) return plain;
    boolean isSplit = Character.isHighSurrogate(plain.charAt(LONGEST_NAME - 1));
    return plain.substring(0, isSplit ? LONGEST_NAME - 1 : LONGEST_NAME) + "…";
  }
}

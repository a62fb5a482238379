package dev.wrapup.github;

import dev.wrapup.forge.Attempts;
import dev.wrapup.forge.Body;
import dev.wrapup.forge.Document;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.Posting;
import dev.wrapup.forge.Subject;
import dev.wrapup.forge.Written;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.report.Posted.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The issue of a drift: one for each drift, and at most one of them open for a target and folder.
/// It is found by its label, or, where nobody could or would keep that, among the newest open
/// issues. A drift that comes back as it was opens its issue again; another one gets its own.
final class DriftIssue {
  private static final String LABEL = "wrapup-drift";

  private static final String LABELED =
      "/issues?state=all&labels=" + LABEL + "&sort=created&direction=desc&per_page=100";
  private static final String NEWEST =
      "/issues?state=open&sort=created&direction=desc&per_page=100";

  /// So many pages of open issues without the label are looked through.
  private static final int PAGES_OF_NEWEST = 5;

  private static final int LONGEST_NAME = 100;

  /// Fillers of Hangul, which Unicode calls letters and no font shows.
  private static final String UNSEEN_LETTERS = "[\u115F\u1160\u3164\uFFA0]";

  private final ForgeApi repository;
  private final Document.Drift drift;
  private final Body body;
  private final Optional<String> run;

  DriftIssue(ForgeApi repository, Document.Drift drift, Body body, Optional<String> run) {
    this.repository = repository;
    this.drift = drift;
    this.body = body;
    this.run = run;
  }

  Written post() {
    Written written = new Attempts(repository).until(this::once);
    return written.action() == Action.CLOSED
        ? written.posting().map(this::sayWhy).orElse(written)
        : written;
  }

  private Attempts.Try once() {
    List<Posting> labeled = repository.list(LABELED).filter(this::isOurs).toList();
    Optional<Posting> open =
        labeled.stream().filter(Posting::isOpen).findFirst().or(this::openWithoutLabel);
    if (!drift.isPresent()) return open.map(this::close).orElseGet(DriftIssue::nothing);
    if (open.isPresent()) return update(open.get());
    return labeled.stream()
        .filter(this::isSameDrift)
        .findFirst()
        .map(this::reopen)
        .orElseGet(this::create);
  }

  private Optional<Posting> openWithoutLabel() {
    return repository
        .pages(NEWEST)
        .limit(PAGES_OF_NEWEST)
        .flatMap(page -> page.postings().stream())
        .filter(this::isOurs)
        .findFirst();
  }

  private boolean isOurs(Posting posting) {
    return !posting.isPullRequest()
        && posting.number() > 0
        && repository.isOurs(body.marker(), posting);
  }

  private boolean isSameDrift(Posting issue) {
    return body.marker().fingerprint(issue.body()).equals(Optional.of(drift.fingerprint()));
  }

  private static Attempts.Try nothing() {
    return new Attempts.Settled(Action.NONE, Optional.empty());
  }

  private Attempts.Try create() {
    Map<String, Object> fields =
        Map.of("title", title(), "body", body.text(), "labels", List.of(LABEL));
    return Attempts.of(
        Action.CREATED, repository.write("POST", "/issues", fields), Optional.empty());
  }

  private Attempts.Try update(Posting issue) {
    if (isSameDrift(issue)) return new Attempts.Settled(Action.UNCHANGED, Optional.of(issue));
    return patch(Action.UPDATED, issue, Map.of("title", title(), "body", body.text()));
  }

  private Attempts.Try reopen(Posting issue) {
    return patch(Action.REOPENED, issue, Map.of("state", "open", "body", body.text()));
  }

  private Attempts.Try close(Posting issue) {
    return patch(Action.CLOSED, issue, Map.of("state", "closed", "state_reason", "completed"));
  }

  private Attempts.Try patch(Action action, Posting issue, Map<String, String> fields) {
    return Attempts.of(
        action, repository.write("PATCH", "/issues/" + issue.number(), fields), Optional.of(issue));
  }

  /// The issue is closed by now; a comment that is not taken changes nothing about that.
  private Written sayWhy(Posting issue) {
    String where = run.map(url -> " ([this run](%s))".formatted(url)).orElse("");
    String text = "No drift any more: nothing is live that differs from Git%s.".formatted(where);
    Optional<String> reason = Optional.empty();
    try {
      repository.write("POST", "/issues/" + issue.number() + "/comments", Map.of("body", text));
    } catch (HttpFailure e) {
      reason = Optional.of("without a comment: " + e.message());
    }
    return new Written(Action.CLOSED, Optional.of(issue), reason);
  }

  /// Titles are no Markdown but for code spans and `:emoji:`, and show no more than this of a name.
  private String title() {
    Subject subject = drift.subject();
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

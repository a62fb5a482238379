package dev.wrapup.cli;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where any command ends as a test wants it: an organization of which one code is to be renamed by
/// a merged change, and what can go wrong beside that.
final class ExitWorld implements AutoCloseable {
  /// There is no such host, which no patience mends.
  static final String NOWHERE = "https://nowhere.invalid";

  private static final int LONG_MILLIS = 20_000;

  private final Organization organization = Example.organization();
  private final Sandbox sandbox = Sandbox.start(organization);
  private final FakeGitHub github;
  private final Program program;

  ExitWorld(Path folder, FakeGitHub github) {
    this.github = github;
    program = new Program(folder).at(sandbox);
    program.file("codes.csv", "code\nREFUND\n");
    program.file(
        "fleet.yaml",
        "format: 1\ntargets:\n  one: {files: [wrapupcodes.yaml]}\n  two: {files: [two.yaml]}\n");
    program.file("two.yaml", "format: 1\ncodes: {}\n");
    program.run("export", "--out", "base.yaml");
    program.wrapupcodes(
        program.read("base.yaml").replace("displayName: Praise\n", "displayName: Praised\n"));
  }

  Program program() {
    return program;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    sandbox.close();
  }

  /// The change was planned and reviewed.
  ///
  /// @param refused whether the policy lets nothing pass
  void planned(boolean refused) {
    if (refused) forbidden();
    program.run("fleet", "plan", "--target", "one", "--out", "plans");
  }

  /// Nothing is to be done.
  void applied() {
    program.wrapupcodes(program.read("base.yaml"));
  }

  /// Another code is to be renamed too.
  void another() {
    program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("displayName: Refund\n", "displayName: Money back\n"));
  }

  /// So much is to be done that no pipe holds what is said of it, and all of it is refused.
  void many() {
    forbidden();
    StringBuilder file = new StringBuilder(program.read("wrapupcodes.yaml"));
    for (int i = 0; i < 1000; i++) file.append("  MANY_%d: {displayName: Many}\n".formatted(i));
    program.wrapupcodes(file.toString());
  }

  /// Somebody gave a code another name.
  void edited() {
    organization.edit(
        "REFUND", code -> new LiveCode(code.id(), code.revision(), "BACK", code.values()));
  }

  /// The policy lets nothing pass.
  void forbidden() {
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replace("policy:", "policy:\n  maxUpdates: 0"));
  }

  void unreachable() {
    program.with("GENESYS_BASE_URL", NOWHERE);
  }

  /// Pages are no JSON.
  void garbled() {
    sandbox.inject(Fault.parse("garbage@GET"));
  }

  /// Nothing is answered in time.
  void slow() {
    sandbox.inject(Fault.parse("latency:%d@GET".formatted(LONG_MILLIS)));
  }

  /// No write is taken.
  void refusing() {
    sandbox.inject(Fault.parse("status:400@PATCH"));
  }

  /// No write is answered in time.
  void slowToWrite() {
    sandbox.inject(Fault.parse("latency:3000@PATCH"));
  }

  /// A receiver that takes nothing.
  String deaf() {
    return sandbox.url() + "/nobody-is-there";
  }

  /// A journal of a run of which the receiver heard nothing.
  String journal() {
    program.run("apply", "--yes", "--webhook-url", deaf());
    return program.journals().getFirst().toString();
  }

  /// A journal as a killed run leaves it: before the event was told, or before the write was
  /// answered.
  ///
  /// @param last the type of its last record
  String openJournal(String last) {
    Path journal = Path.of(journal());
    try {
      List<String> lines = Files.readAllLines(journal);
      int end = 0;
      while (!lines.get(end).contains("\"type\":\"" + last + "\"")) end++;
      Files.write(journal, lines.subList(0, end + 1));
      return journal.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// GitHub and GitLab, with what is posted there.
  void onGitHub(ResponseDefinitionBuilder answer) {
    program
        .with("GITHUB_TOKEN", FakeGitHub.TOKEN)
        .with("GITHUB_API_URL", github.url())
        .with("GITHUB_REPOSITORY", "octo-org/codes")
        .with("GITHUB_REF", "refs/pull/17/merge")
        .with("WRAPUP_GITLAB_TOKEN", FakeGitHub.TOKEN)
        .with("CI_API_V4_URL", github.url() + "/api/v4")
        .with("CI_PROJECT_ID", "5")
        .with("CI_MERGE_REQUEST_IID", "9")
        .file("body.md", "### a plan\n");
    program.run("plan", "--out", "plan.json");
    program.run("drift", "--base", "base.yaml", "--out", "drift.json");
    github.reset();
    github.answers("GET", FakeGitHub.COMMENTS, answer);
    github.answers("GET", FakeGitHub.ISSUES, answer);
    github.answers("GET", FakeGitLab.NOTES, answer);
    github.answers("POST", FakeGitLab.NOTES, FakeGitHub.created("{}"));
    github.answers(
        "POST", FakeGitHub.COMMENTS, FakeGitHub.created(FakeGitHub.comment(2, FakeGitHub.BOT, "")));
  }

  void onSlowGitHub() {
    onGitHub(FakeGitHub.list().withFixedDelay(LONG_MILLIS));
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.sandbox.http.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever command a run prints is pasted into a shell as it stands, and means there what it was
/// to mean: the same files and the same target, whatever these are called, and nothing else.
@ParameterizedClass(name = "{0} {1}")
@MethodSource("worlds")
class PrintedCommandsTest extends PrintedCommands {
  PrintedCommandsTest(Kind kind, String name) {
    super(kind, name);
  }

  @AfterAll
  static void every_kind_was_printed() {
    assertThat(PRINTED)
        .contains("adopt", "apply", "audit resume", "audit verify", "doctor", "export", "fmt")
        .contains("import", "plan", "refs", "validate", "webhook replay")
        .contains("git add", "git commit", "git diff", "git fetch", "git init", "git merge")
        .contains("git push", "git update-ref");
  }

  @Test
  void of_plans() {
    edit("CODE_1");
    for (String format : List.of("text", "html")) run("plan", "--format", format);
    run("plan", "--exit-code", "--format", "json");
    run("plan", "--expect", ExitsTest.ZEROS);
    edit("CODE_2");
    policy("maxUpdates: 0");
    for (String format : List.of("text", "markdown", "html", "github")) {
      run("plan", "--format", format);
    }
    run("plan", "--approve", "nothing");
  }

  @Test
  void of_edits_on_both_sides() throws Exception {
    edit("CODE_1");
    byHand("CODE_1");
    based("plan", "--format", "markdown");
    based("drift", "--format", "html");
    byHand("CODE_2");
    based("drift");
    rename("CODE_3", name.replace("\n", " "));
    vanish("CODE_4");
    for (String format : List.of("text", "markdown", "html", "github")) {
      based("drift", "--format", format);
    }
    run("drift");
    Files.copy(folder.resolve(base()), folder.resolve(file()), StandardCopyOption.REPLACE_EXISTING);
    based("drift");
    write(read().replaceFirst("(?s)  CODE_3:.*?(?=\n  [A-Z])\n", ""));
    run("drift");
    run("adopt", "CODE_");
  }

  @Test
  void of_reviewed_plans() {
    edit("CODE_1");
    byHand("CODE_2");
    program.run(
        "plan",
        "--file=" + file(),
        "--env-file=" + env(),
        "--base=" + base(),
        "--revert-drift",
        "--out",
        "plan.json");
    based("plan", "--plan", "plan.json");
    based("apply", "--plan", "plan.json", "--audit-dir=" + audit());
  }

  @Test
  void of_exports_and_spreadsheets() {
    live("export", "--out=new " + file());
    live("export", "--out=" + file());
    live("export", "--out=codes.csv", "--format=csv");
    live("export", "--out=" + name + ".csv", "--format=csv");
    run("export", "--out=x" + name + ".csv", "--format=csv");
  }

  @Test
  void of_what_is_not_there() {
    rename("CODE_3", name.replace("\n", " "));
    live("refs", "--", name.replace("\n", " ") + ".");
    live("refs", "none");
    live("export", "--only=none");
    run("plan", "--file=\"of none\"");
    run("apply");
    run("paln");
    if (!name.startsWith("-")) plain("validate", file());
    program.with("GENESYS_BASE_URL", ExitWorld.NOWHERE);
    run("plan");
  }

  @Test
  void of_forms() {
    write(read().replaceFirst("codes:\n", "codes:   # x\n"));
    plain("fmt", "--check", "--file=" + file());
    edit("CODE_1");
    run("apply");
  }

  @Test
  void of_applies_and_their_journals() throws Exception {
    edit("CODE_1");
    edit("CODE_2");
    with("WFM_WEBHOOK_URL", sandbox.url() + "/nobody-is-there");
    sandbox.inject(Fault.parse("status:400@%s#1".formatted(kind.update())));
    run("apply", "--yes", "--audit-dir=" + audit());
    edit("CODE_1");
    edit("CODE_2");
    run("apply", "--yes", "--audit-dir=" + audit());
    List<Path> journals;
    try (Stream<Path> all = Files.list(folder.resolve(audit()))) {
      journals = all.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList();
    }
    with("GENESYS_CLIENT_SECRET", Program.SECRET);
    Path last = journals.getLast();
    List<String> lines = Files.readAllLines(last);
    String journal = audit() + "/" + name + ".jsonl";
    Files.delete(last);
    for (int kept : List.of(1, lines.size() - 2)) {
      program.file(journal, String.join("\n", lines.subList(0, kept)) + "\n");
      plain("audit verify", "--", journal);
      plain("audit report", "--", journal);
      live("webhook replay", "--audit-dir=" + audit(), "--", journal);
      edit("CODE_4");
      run("apply", "--yes", "--audit-dir=" + audit());
    }
    program.file(journal, lines.getFirst() + "\nx\n");
    plain("audit report", "--", journal);
  }

  @Test
  void of_a_repository() throws Exception {
    String ref = "refs/wrapup/us-east-1";
    Path bare = root.resolve("bare");
    Repository.commit(folder);
    git("clone", "-q", "--bare", ".", bare.toString());
    git("remote", "add", "it's", bare.toString());
    run("plan", "--base-ref=gone'$(touch pwned)");
    git("branch", "a'b");
    git("push", "-q", "it's", "HEAD:" + ref, "HEAD:refs/gone/a'b");
    run("plan", "--base-ref=refs/gone/a'b");
    edit("CODE_1");
    run("plan", "--base-ref=a'b"); // and how the applied ref comes by
    Repository.commit(folder);
    run("plan", "--base-ref=HEAD^1");
    Program.Run told =
        program().typing("yes\n").run("apply", "--file=" + file(), "--env-file=" + env());
    commands(told).forEach(line -> paste(line, "apply"));
    edit("CODE_2");
    Repository.commit(folder);
    run("apply", "--yes", "--record");
    git("checkout", "-q", "a'b");
    run("plan");
    byHand("CODE_3");
    run("adopt", "--all", "--no-base");
    git("checkout", "-q", "main", ".");
  }

  @Test
  void of_a_new_repository() throws Exception {
    Path bare = root.resolve("bare");
    Repository.git(root, "init", "-q", "--bare", "-b", "main", bare.toString());
    folder = Files.createDirectory(root.resolve(name.replace('\n', ' ')));
    program = program();
    String[] args = {"--forge=github", "--api", kind.dialect().api()};
    with("GENESYS_CLIENT_SECRET", Program.SECRET);
    Program.Run run = program.run(List.of("init"), args);
    for (String line : commands(run)) {
      if (line.startsWith("git push")) git("remote", "add", "origin", bare.toString());
      paste(line, "init");
    }
    assertThat(Repository.git(bare, "rev-parse", "refs/wrapup/us-east-1")).isNotEmpty();
  }
}

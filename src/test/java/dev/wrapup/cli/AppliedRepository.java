package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository whose export was applied, as the ref says, and in which the description of `CODE_1`
/// was changed and committed since.
abstract class AppliedRepository {
  static final String FILE = Options.DEFAULT_FILE;
  static final String REF = "refs/wrapup/us-east-1";

  @TempDir Path root;
  @AutoClose final Sandbox sandbox;
  final Kind kind;
  Path folder;
  Program program;

  AppliedRepository(Kind kind) {
    this.kind = kind;
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 12, 0));
  }

  @BeforeEach
  void an_export_was_applied_and_a_change_is_committed() throws Exception {
    folder = Files.createDirectory(root.resolve("codes"));
    program = in(folder);
    assertThat(program.run("export", "--out", FILE).exit()).isEqualTo(ExitCode.OK);
    Repository.commit(folder);
    git("update-ref", REF, "HEAD");
    edit("CODE_1", "in Git");
    Repository.commit(folder);
  }

  Program in(Path folder) {
    return new Program(folder).at(sandbox);
  }

  String git(String... arguments) throws Exception {
    return Repository.git(folder, arguments);
  }

  void edit(String code, String description) {
    String text = program.read(FILE);
    String edited =
        text.replaceFirst(
            "(?m)(^  %s:\n(?:    .*\n)*?)    description: .*$".formatted(code),
            "$1    description: " + description);
    assertThat(edited).isNotEqualTo(text);
    program.wrapupcodes(edited);
  }
}

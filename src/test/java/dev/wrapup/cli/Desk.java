package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who begins with nothing but an organization and an empty repository, and types what the
/// pages say. Then there are the codes as they are live, and workflows.
class Desk implements AutoCloseable {
  private static final Pattern DESCRIPTION = Pattern.compile("(?m)^    description: .*$");

  /// The lines of the first change, up to what is done in an editor.
  private static final List<String> FIRST =
      List.of("git switch -c first", "# now change a description in wrapupcodes.yaml");

  private static final String UPDATE = "git update-ref refs/wrapup/us-east-1 HEAD";
  private static final Pattern CODE = Pattern.compile("(?m)^  (?! )(.+):$");

  final Sandbox sandbox;
  final Kind kind;
  private final Path clone;
  private final Keyboard keyboard;

  /// @param home an empty folder
  /// @param program the command that starts wrapup
  /// @param forge where the workflows run
  Desk(Path home, Kind kind, String program, String forge)
      throws IOException, InterruptedException {
    this.kind = kind;
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 4, 0));
    clone = home.resolve("clone");
    Repository.git(home, "init", "-q", "--bare", "-b", "main", "remote.git");
    Repository.git(home, "clone", "-q", "remote.git", "clone");
    git("config", "user.name", "t");
    git("config", "user.email", "t@localhost");
    String url = sandbox.url().toString();
    keyboard = Keyboard.in(home, clone, program, Map.of("GENESYS_BASE_URL", url));
    keyboard.type(begun(kind.dialect().api(), forge), Map.of());
    assertThat(sandbox.writes()).isZero();
  }

  /// What the pages say who begins has to type, with what they say is to be put in.
  private static List<String> begun(String api, String forge) {
    String workflows =
        switch (forge) {
          case "github" -> ".github";
          case "gitlab" -> ".gitlab-ci.yml";
          default -> "";
        };
    List<String> lines = new ArrayList<>();
    for (String line : Pages.lines("getting-started")) {
      if (line.equals(forge.equals("github") ? FIRST.getFirst() : UPDATE)) break;
      lines.add(
          line.replace("=versioned", "=" + api)
              .replace(".github", workflows)
              .replace("--forge github", "--forge " + forge));
    }
    if (!forge.equals("github")) lines.addAll(Pages.lines("gitlab")); // other CI: the same line
    return lines;
  }

  /// Makes the first change as the page says, in a branch that is pushed.
  void first(String description) throws IOException, InterruptedException {
    List<String> lines = Pages.lines("getting-started");
    List<String> change = lines.subList(lines.indexOf(FIRST.getFirst()), lines.size());
    assertThat(change).startsWith(FIRST.toArray(String[]::new));
    clean(change.getFirst());
    describe(0, description);
    for (String line : change.subList(FIRST.size(), change.size())) clean(line);
  }

  @Override
  public void close() {
    sandbox.close();
  }

  /// Types a line; the program has nothing to complain of.
  String clean(String line) throws IOException, InterruptedException {
    String told = type(List.of(line), Map.of()).getFirst();
    assertThat(told).doesNotContain("next: ");
    return told;
  }

  /// Types lines of which none fails.
  List<String> type(List<String> lines, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(keyboard.variables());
    variables.put("WRAPUP_API", kind.dialect().api());
    variables.put("GENESYS_CLIENT_ID", "reader");
    variables.put("GENESYS_CLIENT_SECRET", "readers-secret");
    variables.putAll(more);
    return new Keyboard(keyboard.home(), clone, variables).type(lines, Map.of());
  }

  String git(String... arguments) throws IOException, InterruptedException {
    return Repository.git(clone, arguments);
  }

  void push(String ref) throws IOException, InterruptedException {
    git("push", "-q", "origin", ref);
  }

  void commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
  }

  /// The commit of a ref at the remote.
  String remote(String ref) throws IOException, InterruptedException {
    return git("ls-remote", "origin", ref).replaceFirst("\\s.*", "");
  }

  Path path(String name) {
    return clone.resolve(name);
  }

  /// Changes a file in the clone, its folders included.
  void write(String name, String text) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), text);
  }

  String file() throws IOException {
    return Files.readString(path("wrapupcodes.yaml"));
  }

  /// Changes the file where it says something.
  void edit(String from, String to) throws IOException {
    assertThat(file()).containsOnlyOnce(from);
    write("wrapupcodes.yaml", file().replace(from, to));
  }

  /// Another description for a code, in the file.
  ///
  /// @param number of the code, from 0 on
  void describe(int number, String text) throws IOException {
    Matcher line = DESCRIPTION.matcher(file());
    for (int i = 0; i <= number; i++) assertThat(line.find()).isTrue();
    write(
        "wrapupcodes.yaml",
        file().substring(0, line.start())
            + "    description: "
            + text
            + file().substring(line.end()));
  }

  /// A code of the file.
  String code(int number) throws IOException {
    String codes = file().replaceFirst("(?s)^.*\ncodes:\n", "");
    return CODE.matcher(codes).results().skip(number).findFirst().orElseThrow().group(1);
  }

  private Field description() {
    return kind.dialect().field("description").orElseThrow();
  }

  /// Somebody edits a code by hand.
  void byHand(int number, String text) throws IOException {
    sandbox.organization().edit(code(number), old -> old.with(description(), new Value.Text(text)));
  }

  /// The descriptions that are live.
  List<String> live() {
    return sandbox.organization().codes().stream().map(this::described).toList();
  }

  String described(LiveCode code) {
    return ((Value.Text) code.value(description())).text();
  }
}

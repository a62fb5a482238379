package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// A folder whose files have hostile names, runs about them, and a shell that whatever command they
/// print is pasted into as it stands.
abstract class PrintedCommands {
  private static final List<String> NAMES =
      List.of(
          "it's \"my\" codes é漢",
          "--yes;$(touch pwned)`touch pwned`$HOME&|<>(#)",
          "a\ntouch pwned\n!!*?[a-z]{b,c}~^\\n",
          "=x::set-output name=x::##[error]```");

  /// Options by which a run reaches its files and its target.
  static final List<String> ABOUT =
      List.of("-f", "--base", "--base-ref", "--no-base", "--api", "--env-file", "--audit-dir");

  /// A report's title, and nothing to type.
  static final Pattern TITLE =
      Pattern.compile("(?m)^(### |<title>|<p class=\"kicker\">)?wrapup [a-z -]+(  |:| ·).*$");

  /// One of our commands without the name of the program, at the end of what to do.
  private static final Pattern BARE =
      Pattern.compile(
          "(?m)^next: .*: (%s)( .*)?$"
              .formatted(String.join("|", Invocation.everything().getSubcommands().keySet())));

  static final Pattern GIT = Pattern.compile("^(?!error: )(?: *|.*?: |note: .*? by )(git .*)$");

  /// The words that name what was printed, of all runs.
  static final TreeSet<String> PRINTED = new TreeSet<>();

  @TempDir Path root;
  @AutoClose final Sandbox sandbox;
  final Kind kind;
  final String name;
  final Organization organization;
  Path folder;
  Program program;
  private Path stub;
  private final Map<String, String> variables = new TreeMap<>();
  private int edits;

  /// @param name what files, folders and codes are called
  PrintedCommands(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
    organization = Organization.generated(kind.dialect(), 6, 0);
    sandbox = Sandbox.start(organization);
  }

  static Stream<Object[]> worlds() {
    return Stream.of(Kind.values())
        .flatMap(kind -> NAMES.stream().map(name -> new Object[] {kind, name}));
  }

  @BeforeEach
  void files_and_a_program_of_hostile_names() throws IOException {
    folder = Files.createDirectory(root.resolve("a folder"));
    stub = Files.createDirectory(root.resolve("my tools")).resolve("wrap'up");
    Files.writeString(stub, "#!/bin/sh\nprintf '%s\\0' \"$@\" >\"$PASTED\"\n");
    assertThat(stub.toFile().setExecutable(true)).isTrue();
    program = program();
    program.file(env(), "GENESYS_CLIENT_SECRET='%s'\n".formatted(Program.SECRET));
    assertThat(program.run("export", "--env-file", env(), "--out", file()).exit())
        .isEqualTo(ExitCode.OK);
    program.wrapupcodes(program.read(file())).file(base(), read());
  }

  Program program() {
    Program program =
        new Program(folder)
            .called(stub.toString())
            .columns(80)
            .without("GENESYS_CLIENT_SECRET")
            .with("WRAPUP_API", kind.dialect().api())
            .at(sandbox);
    variables.forEach(program::with);
    return program;
  }

  void with(String variable, String value) {
    variables.put(variable, value);
    program = program();
  }

  String file() {
    return name + ".yaml";
  }

  String base() {
    return name + " base.yaml";
  }

  String env() {
    return name + ".env";
  }

  String audit() {
    return name + ".d";
  }

  String read() {
    return program.read(file());
  }

  void write(String text) {
    assertThat(text).isNotEqualTo(read());
    program.file(file(), text);
  }

  /// Changes a description in the file.
  void edit(String code) {
    write(
        read()
            .replaceFirst(
                "(?m)(^  %s:\n(?:    .*\n)*?    description: ).*$".formatted(code),
                "$1" + edits++));
  }

  void policy(String lines) {
    write(read().replaceFirst("(?m)^policy:\n", "policy:\n  %s\n".formatted(lines)));
  }

  /// Runs about the file, and pastes what that prints.
  Program.Run run(String command, String... more) {
    return plain(
        command,
        Stream.concat(Stream.of("--env-file=" + env(), "--file=" + file()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  Program.Run based(String command, String... more) {
    return run(
        command,
        Stream.concat(Stream.of("--base=" + base()), Arrays.stream(more)).toArray(String[]::new));
  }

  Program.Run plain(String command, String... more) {
    String[] args =
        Stream.concat(Stream.of(command.split(" ", -1)), Arrays.stream(more))
            .toArray(String[]::new);
    Program.Run run = program.run(args);
    List<String> printed = commands(run);
    assertThat(printed).as("of %s: %s%s", List.of(args), run.out(), run.err()).isNotEmpty();
    printed.forEach(line -> paste(line, args));
    return run;
  }

  /// What a run printed that is a command, in whatever format. Nothing else names one.
  List<String> commands(Program.Run run) {
    String typed = "'" + stub.toString().replace("'", "'\\''") + "' ";
    String text = run.out() + run.err();
    if (text.startsWith("<!doctype html>")) {
      text = text.replaceAll("</?(code|pre)>", "\n");
      text = Parser.unescapeEntities(text, false);
    }
    if (run.out().startsWith("{")) {
      text = String.join("\nnext: ", run.json().findValuesAsString("next")) + "\n" + run.err();
    }
    List<String> commands = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int at = line.indexOf(typed);
      if (at >= 0) commands.add(line.substring(at));
      else GIT.matcher(line).results().forEach(found -> commands.add(found.group(1)));
    }
    assertThat(text).doesNotContainPattern(BARE);
    assertThat(TITLE.matcher(text).replaceAll(""))
        .doesNotContainPattern(
            "\\bwrapup (-|[a-z]+ ?-|(plan|apply|drift|adopt|export|refs|audit)\\b)");
    return commands;
  }

  void paste(String line, String... run) {
    Map<Path, String> before = tree();
    Path words = root.resolve("pasted");
    try {
      Files.deleteIfExists(words);
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
      shell.environment().putAll(Map.of("PASTED", words.toString(), "HOME", root.toString()));
      shell.environment().putAll(Map.of("GIT_AUTHOR_NAME", "a", "GIT_AUTHOR_EMAIL", "a@localhost"));
      shell
          .environment()
          .putAll(Map.of("GIT_COMMITTER_NAME", "a", "GIT_COMMITTER_EMAIL", "a@localhost"));
      ProcessResult.good(shell);
      if (!line.startsWith("git ")) {
        assertThat(tree()).as(line).isEqualTo(before);
        understood(line, List.of(Files.readString(words).split("\0")), run);
      } else {
        assertThat(folder.resolve("pwned")).doesNotExist();
        PRINTED.add(line.replaceFirst("^(git [a-z-]+).*", "$1"));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(line, e);
    }
  }

  /// What a command was called with that a line became, and does.
  void understood(String line, List<String> words, String... run) {
    ParseResult meant = parsed(words.toArray(String[]::new));
    PRINTED.add(meant.commandSpec().qualifiedName().replaceFirst("^wrapup ", ""));
    if (meant.isUsageHelpRequested()) return;
    ParseResult asked = run[0].equals("paln") || run[0].equals("validate") ? meant : parsed(run);
    for (String option : ABOUT) {
      if (!asked.hasMatchedOption(option) || meant.commandSpec().findOption(option) == null)
        continue;
      if (meant.commandSpec().name().equals("export") && option.equals("-f")) continue;
      assertThat(meant.<Object>matchedOptionValue(option, null))
          .as("%s of %s", option, line)
          .isEqualTo(asked.matchedOptionValue(option, null));
    }
    Organization.State live = organization.state();
    Map<Path, String> files = tree();
    Program.Run pasted = program().typing("yes\n").run(words.toArray(String[]::new));
    assertThat(pasted.exit()).as("%s: %s", line, pasted.err()).isNotEqualTo(ExitCode.USAGE);
    organization.restore(live);
    restore(files);
  }

  void restore(Map<Path, String> files) {
    try {
      for (Path path : tree().keySet()) if (!files.containsKey(path)) Files.delete(path);
      for (var file : files.entrySet()) {
        Files.writeString(file.getKey(), file.getValue(), StandardCharsets.ISO_8859_1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParseResult parsed(String... words) {
    CommandLine all = Invocation.everything();
    ParseResult parsed = all.parseArgs(words);
    while (parsed.hasSubcommand()) parsed = parsed.subcommand();
    return parsed;
  }

  Map<Path, String> tree() {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<Path, String> tree = new TreeMap<>();
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        tree.put(path, Files.readString(path, StandardCharsets.ISO_8859_1));
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Somebody changed a description.
  void byHand(String code) {
    ByHand.edit(organization, code, "description", "by hand");
  }

  void vanish(String code) {
    LiveCode live = organization.byCode(code).orElseThrow();
    organization.delete(live.id(), Optional.of(live.revision()), Organization.ADMINISTRATOR);
  }

  void rename(String code, String other) {
    organization.edit(code, live -> new LiveCode(live.id(), live.revision(), other, live.values()));
  }

  void git(String... arguments) throws Exception {
    Repository.git(folder, arguments);
  }

  /// The same of a command that reads none.
  Program.Run live(String command, String... more) {
    return plain(
        command,
        Stream.concat(Stream.of("--env-file=" + env()), Arrays.stream(more))
            .toArray(String[]::new));
  }
}

package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.cli.completion.Completion;
import dev.wrapup.model.Dialect;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.json.OutputSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// The scripts in the shells that they are for: what is offered for a line is what the shell itself
/// inserts, or lists, in a terminal of its own. Shells are brought by `.ci/shells`.
class CompletionTest {
  private static final int PATIENCE_SECONDS = 120;

  /// Keys that the shells below are set up for: all matches are inserted, the line is told, and
  /// removed.
  private static final String KEYS = "\u000f\u0014\u0015";

  /// Of a report, in the order of the alphabet.
  static final List<String> FORMATS =
      Stream.concat(Stream.of("github", "json"), Renderers.FORMATS.stream()).sorted().toList();

  private static final String[] FILES = {"a b.yaml", "it's.json", "sub"};

  @TempDir Path folder;

  enum Shell {
    BASH(
        "bash --rcfile rc -i",
        """
        PS1='READY> '
        bind 'set enable-bracketed-paste off'
        source ../script
        told() { printf '%s\\n' "$READLINE_LINE" >>../told; }
        bind -x '"\\C-t": told'
        bind '"\\C-o": insert-completions'
        """),
    ZSH(
        "stty cols 400; ZDOTDIR=. exec zsh -d -i",
        """
        PROMPT='READY> '
        unset zle_bracketed_paste
        autoload -Uz compinit && compinit -D -u
        source ../script
        zle -C all complete-word _generic
        zstyle ':completion:all::::' completer _all_matches _complete
        zstyle ':completion:all:*' insert true
        told() { print -r -- "$BUFFER" >>../told }
        zle -N told
        bindkey '^O' all
        bindkey '^T' told
        bindkey '^U' kill-whole-line
        """),
    FISH(
        "exec fish --no-config -c 'source ../script; while read -l line; complete -C $line >>../told; echo END >>../told; end <../lines'",
        "");

    private final String command;
    private final String setup;

    Shell(String command, String setup) {
      this.command = command;
      this.setup = setup;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @BeforeEach
  void files() throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    for (String file : FILES) {
      if (file.contains(".")) Files.createFile(work.resolve(file));
      else Files.createDirectories(work.resolve(file));
    }
  }

  /// Sees to it that a program is there: it may be missing, but not in CI.
  static void require(String program) {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    if (isThere) return;
    String missing = "there is no %s: run .ci/shells".formatted(program);
    if ("true".equals(System.getenv("CI"))) fail(missing);
    abort(missing);
  }

  /// What a shell offers at the end of each line.
  ///
  /// @return by line, in alphabetical order
  private Map<String, List<String>> offers(Shell shell, List<String> lines) throws Exception {
    require(shell.word());
    Files.writeString(folder.resolve("script"), script(shell));
    Files.writeString(folder.resolve("rc"), shell.setup);
    Files.writeString(folder.resolve(".zshrc"), shell.setup);
    Files.write(folder.resolve("lines"), lines);
    String screen = run(shell, lines);
    assertThat(screen).doesNotContainPattern("(?i)(bash|zsh|fish): |_wrapup|not found|error:");
    List<String> told = Files.readAllLines(folder.resolve("told"));
    Map<String, List<String>> offers = new LinkedHashMap<>();
    if (shell == Shell.FISH) {
      for (String line : lines) {
        List<String> words = told.subList(0, told.indexOf("END"));
        offers.put(
            line, words.stream().map(word -> word.replaceFirst("\t.*", "")).sorted().toList());
        told = told.subList(words.size() + 1, told.size());
      }
      return offers;
    }
    assertThat(told).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++)
      offers.put(lines.get(i), added(lines.get(i), told.get(i)));
    return offers;
  }

  private static String script(Shell shell) {
    return Completion.valueOf(shell.name()).script(Invocation.everything());
  }

  /// The words that a line got at its end, without what shells put around them.
  private static List<String> added(String before, String after) {
    if (after.strip().equals(before.strip())) return List.of();
    String rest = after.substring(before.lastIndexOf(before.endsWith("=") ? '=' : ' ') + 1);
    return Arrays.stream(rest.split("(?<!\\\\) +"))
        .map(word -> word.replaceAll("\\\\(.)", "$1").replaceFirst("^--\\w+=(?=\\w)|[=/]$", ""))
        .filter(word -> !word.isEmpty())
        .sorted()
        .toList();
  }

  private String run(Shell shell, List<String> lines) throws Exception {
    Path work = folder.resolve("work");
    String start = "cd '%s' && %s".formatted(work, shell.command.replace(" rc", " ../rc"));
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", start.replace("ZDOTDIR=.", "ZDOTDIR=.."), "/dev/null");
    builder.environment().put("HOME", folder.toString());
    String path = folder.resolve("bin") + ":" + builder.environment().get("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("TERM", "xterm");
    Process process = builder.redirectErrorStream(true).start();
    try (OutputStream keys = process.getOutputStream()) {
      StringBuilder screen = new StringBuilder();
      if (!shell.setup.isEmpty()) {
        while (screen.indexOf("READY> ") < 0) {
          int next = process.getInputStream().read();
          assertThat(next).as("the end, after: " + screen).isNotNegative();
          screen.append((char) next);
        }
        for (String line : lines) keys.write((line + KEYS).getBytes(StandardCharsets.UTF_8));
        keys.write("exit\n".getBytes(StandardCharsets.UTF_8));
        keys.flush();
      }
      screen.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return screen.toString();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource
  void offers_words_files_folders_or_nothing(Shell shell) throws Exception {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    List<String> commands =
        Stream.concat(Stream.of("help"), Commands.all().stream().map(c -> c.spec().name()))
            .sorted()
            .toList();
    wanted.put("wrapup ", commands);
    wanted.put("wrapup help ", commands.stream().filter(name -> !name.equals("help")).toList());
    wanted.put("wrapup help audit ve", List.of("verify"));
    wanted.put("wrapup pl", List.of("plan"));
    wanted.put("wrapup audit ", List.of("report", "resume", "verify"));
    wanted.put("wrapup plan --format ", FORMATS);
    wanted.put("wrapup audit report --format ", FORMATS);
    wanted.put("wrapup plan -q -f x --color a", List.of("always", "auto"));
    wanted.put("wrapup plan --environment us-", List.of("us-east-1", "us-east-2", "us-west-2"));
    wanted.put("wrapup drift --api ", Dialect.ALL.stream().map(Dialect::api).sorted().toList());
    wanted.put(
        "wrapup schema ",
        Stream.concat(OutputSchema.NAMES.stream(), Stream.of("fleet.yaml")).sorted().toList());
    wanted.put("wrapup completion ", List.of("bash", "fish", "zsh"));
    wanted.put("wrapup sandbox --fault re", List.of("repeat-page", "reset-after", "reset-before"));
    wanted.put("wrapup audit verify ", List.of(FILES));
    wanted.put("wrapup audit verify it", List.of("it's.json"));
    wanted.put("wrapup plan --out ", List.of(FILES));
    wanted.put("wrapup export --only ", List.of(FILES));
    wanted.put("wrapup plan -f a", List.of("a b.yaml"));
    wanted.put("wrapup apply --audit-dir ", List.of("sub"));
    for (String any :
        List.of("refs", "adopt", "plan --timeout", "apply --expect", "sandbox --hide")) {
      wanted.put("wrapup " + any + " ", List.of());
    }
    // what looks like another command is a value or an operand
    wanted.put("wrapup plan --out apply --y", List.of());
    wanted.put("wrapup refs plan --exi", List.of());

    Map<String, List<String>> offers = offers(shell, List.copyOf(wanted.keySet()));

    offers.replaceAll((line, words) -> words.stream().map(word -> word.replace("/", "")).toList());
    assertThat(offers).isEqualTo(wanted);
  }

  /// By how each begins; what a shell would do something with is one word to it.
  private static final Map<String, String> CODES =
      Stream.of(
              "a b",
              "b'c",
              "c$(touch ran)",
              "d`touch ran`",
              "e\"f",
              "f\\g",
              "g*",
              "h;touch ran",
              "i!!",
              "j{k,l}",
              "k~",
              "l#m",
              "m&n|o>p<q(r)",
              "né",
              "o$HOME",
              "p%s",
              "q[r]?",
              "r=s",
              "REFUND")
          .collect(Collectors.toMap(code -> code.substring(0, 1), code -> code));

  /// A program of that name that does what this one does, and then the same again.
  private void program() throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("wrapup");
    Files.writeString(
        program,
        "#!/bin/sh\nsaid=%s/$(printf %%s \"$*\" | tr -c a-z _)\n".formatted(program.getParent())
            + "[ -e $said ] || '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\" >$said\ncat $said\n"
                .formatted(
                    System.getProperty("java.home"),
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static String declaring(Collection<String> codes) {
    return "format: 1\napi: genesys-cloud\ncodes:\n"
        + codes.stream()
            .map(code -> "  \"%s\": {}\n".formatted(code.replaceAll("[\"\\\\]", "\\\\$0")))
            .collect(Collectors.joining());
  }

  /// The last word of a line, as the shell hands it to a program.
  private String handedOn(Shell shell, String line) throws Exception {
    List<String> command =
        List.of(shell.word(), "-c", "wrapup() { printf %s \"${@: -1}\"; }\n" + line.strip());
    return ProcessResult.of(new ProcessBuilder(command).directory(folder.toFile())).out();
  }

  @ParameterizedTest
  @EnumSource
  void offers_the_files_codes_each_as_one_word_whatever_it_holds(Shell shell) throws Exception {
    program();
    List<String> codes = new ArrayList<>(CODES.values());
    codes.addAll(List.of("s\\nt", "t\\eu", "u\u202ev", "-w"));
    Path work = folder.resolve("work");
    String yaml = declaring(codes).replace("\\\\n", "\\n").replace("\\\\e", "\\e");
    Files.writeString(work.resolve("wrapupcodes.yaml"), yaml);
    Files.writeString(work.resolve("other.yaml"), declaring(List.of("OTHER")));
    Files.writeString(work.resolve("broken.yaml"), "codes: [");
    List<String> lines = new ArrayList<>();
    CODES.keySet().forEach(begin -> lines.add("wrapup refs " + begin));
    lines.add("wrapup adopt REFUND --sandbox REF");
    lines.add("wrapup adopt -f other.yaml ");
    lines.add("wrapup adopt --file other.yaml -q ");
    lines.add("wrapup adopt -f broken.yaml ");
    lines.add("wrapup adopt -f none.yaml ");
    for (String hidden : List.of("s", "t", "u", "v")) lines.add("wrapup refs " + hidden);

    Map<String, List<String>> offers = offers(shell, lines);

    for (Map.Entry<String, String> code : CODES.entrySet()) {
      String line = "wrapup refs " + code.getKey();
      assertThat(shell == Shell.FISH ? offers.get(line) : List.of(handedOn(shell, told(line))))
          .contains(code.getValue());
    }
    assertThat(offers)
        .containsEntry("wrapup adopt REFUND --sandbox REF", List.of("REFUND"))
        .containsEntry("wrapup adopt -f other.yaml ", List.of("OTHER"))
        .containsEntry("wrapup adopt --file other.yaml -q ", List.of("OTHER"))
        .containsEntry("wrapup adopt -f broken.yaml ", List.of())
        .containsEntry("wrapup adopt -f none.yaml ", List.of());
    // fish offers what has the letter anywhere
    for (String hidden : List.of("s", "t", "u", "v")) {
      List<String> others = shell == Shell.FISH ? codes.subList(0, CODES.size()) : List.of();
      assertThat(offers.get("wrapup refs " + hidden)).isSubsetOf(others);
    }
    assertThat(work.resolve("ran")).doesNotExist();
  }

  /// What became of a line, in a shell that edits it.
  private String told(String line) throws IOException {
    return Files.readAllLines(folder.resolve("told")).stream()
        .filter(told -> told.startsWith(line))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void the_value_may_follow_an_equals_sign(Shell shell) throws Exception {
    List<String> words =
        offers(shell, List.of("wrapup plan --format=")).get("wrapup plan --format=");

    assertThat(words.stream().map(word -> word.replace("--format=", "")))
        .containsExactlyElementsOf(FORMATS);
  }

  @ParameterizedTest
  @EnumSource
  void offers_each_option_of_each_command_once(Shell shell) throws Exception {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (CommandLine command : Completion.withParts(Invocation.everything())) {
      wanted.put(
          Completion.typed(command) + " -",
          command.getCommandSpec().options().stream()
              .flatMap(option -> Stream.of(option.names()))
              .sorted()
              .toList());
    }

    assertThat(offers(shell, List.copyOf(wanted.keySet()))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource
  void odd_words_are_no_error(Shell shell) throws Exception {
    List<String> odd = new ArrayList<>();
    for (String word :
        List.of(
            "'it",
            "\"a",
            "$(x)",
            "`x`",
            "$HOME",
            "*",
            "[a",
            "é日",
            "a\\",
            "=",
            "-",
            "--",
            "nonsense",
            "{a",
            "!")) {
      odd.add("wrapup " + word);
      odd.add("wrapup plan --out " + word);
      odd.add("wrapup audit verify " + word + " --f");
    }

    offers(shell, odd);
  }

  @Test
  void fish_tells_each_description_as_the_help_does() throws Exception {
    List<String> wanted = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (CommandLine command : Completion.withParts(Invocation.everything())) {
      lines.add(Completion.typed(command) + " --");
      Completion.options(command)
          .forEach(
              option -> wanted.add(option.longestName() + "\t" + Completion.description(option)));
    }
    offers(Shell.FISH, lines);

    assertThat(Files.readAllLines(folder.resolve("told")))
        .filteredOn(line -> !line.equals("END"))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }
}

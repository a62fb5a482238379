package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.Scenario.Part;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.OrganizationFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A scenario as it runs for one dialect, in a folder of its own and against a sandbox.
final class ScenarioRun implements AutoCloseable {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests? made");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /// A code's, of any dialect.
  private static final Set<String> WORDS =
      Stream.of(Kind.values())
          .flatMap(
              of -> Stream.concat(Stream.of(of.dialect().key()), of.dialect().fields().stream()))
          .map(Field::name)
          .collect(Collectors.toSet());

  private final Kind kind;
  private final Program program;
  private final VolatileText names = new VolatileText();
  private Settings settings = Settings.DEFAULT;
  private Optional<Sandbox> sandbox = Optional.empty();

  /// @param folder an empty one
  ScenarioRun(Kind kind, Path folder) {
    this.kind = kind;
    this.program = new Program(folder);
    if (kind != Kind.VERSIONED) program.with("WRAPUP_API", kind.dialect().api());
    names.hide(folder.toString(), "folder");
    names.hide(Main.VERSION, "version");
    names.give(kind.dialect().api(), "api");
    names.give(kind.dialect().key().name(), "key");
    names.give(kind.update(), "update");
    names.give(Program.SECRET, "secret");
    names.give(CloudExample.organizationId(), "organization");
  }

  @Override
  public void close() {
    sandbox.ifPresent(Sandbox::close);
  }

  /// Does what the parts say.
  ///
  /// @return them, with what came of the commands
  List<Part> play(List<Part> parts) throws IOException, InterruptedException {
    List<Part> played = new ArrayList<>();
    for (Part part : parts) {
      List<String> lines = part.text(kind).stream().map(names::resolved).toList();
      if (part.isRun()) {
        played.add(run(part.head()));
      } else if (part.isCommand()) {
        played.add(Part.of(part.head(), lines(shell(part.head().substring(2), ""))));
      } else {
        give(part.head(), lines);
        played.add(part);
      }
    }
    return played;
  }

  private void give(String head, List<String> lines) throws IOException, InterruptedException {
    String[] words = names.resolved(head).split(" ", 2);
    String text = String.join("\n", lines) + "\n";
    switch (words[0]) {
      case "live" ->
          start(lines.isEmpty() ? Example.organization(kind.dialect()) : organization(text));
      case "fault" -> sandbox.orElseThrow().inject(Fault.parse(words[1]));
      case "sandbox" -> lines.forEach(line -> settings = settings(line.split(" ")));
      case "env" -> environment(words[1].split("=", 2));
      case "columns" -> program.columns(Integer.parseInt(words[1]));
      case "file" -> program.file(words[1], text);
      case "edit" -> edit(words[1], lines);
      case "commit" -> Repository.commit(program.folder());
      default -> {
        if (words[1].equals("hand")) byHand(YAML.readTree(text));
        else beforeTheFirst(words[1].replaceFirst(".* for ", ""), YAML.readTree(text));
      }
    }
  }

  private Settings settings(String... words) {
    return switch (words[0]) {
      case "login" -> settings.withLogin(words[1], Program.SECRET);
      case "hidden" -> settings.withHidden(words[1]);
      case "scopes" -> settings.withScopes(Arrays.copyOfRange(words, 1, words.length));
      default -> throw new IllegalArgumentException("the sandbox has no " + words[0]);
    };
  }

  private void environment(String... variable) {
    if (variable.length == 1) program.without(variable[0]);
    else program.with(variable[0], variable[1]);
  }

  /// What the sandbox reads of a file.
  private Organization organization(String yaml) throws IOException {
    Path file = Files.createTempFile("live", ".yaml");
    Files.writeString(file, "api: " + kind.dialect().api() + "\n" + yaml);
    Organization read = OrganizationFile.read(file);
    Files.delete(file);
    return read;
  }

  /// In place of the one before, if there is one.
  private void start(Organization organization) {
    close();
    Sandbox started = Sandbox.start(organization, settings);
    sandbox = Optional.of(started);
    program.at(started);
    names.hide(started.url().getAuthority(), "host");
  }

  /// Lines that begin with `-`, `+` and a space, as in a diff; each old one stands there once.
  private void edit(String name, List<String> lines) {
    List<String> text = new ArrayList<>(program.read(name).lines().toList());
    int at = 0;
    for (String line : lines) {
      String of = line.substring(Math.min(2, line.length()));
      if (line.startsWith("+")) {
        text.add(at++, of);
      } else {
        assertThat(text).as("once in " + name).containsOnlyOnce(of);
        at = text.indexOf(of);
        if (line.startsWith("-")) text.remove(at);
        else at++;
      }
    }
    program.file(name, String.join("\n", text) + "\n");
  }

  /// Codes with what somebody makes of them outside Git: other fields, another code, `deleted`.
  private void byHand(JsonNode edits) {
    Organization organization = sandbox.orElseThrow().organization();
    for (var edit : edits.properties()) {
      Optional<LiveCode> live = organization.byCode(edit.getKey());
      JsonNode to = edit.getValue();
      if (live.isEmpty()) {
        organization.create(edit.getKey(), values(Map.of(), to), Organization.ADMINISTRATOR);
      } else if (to.asString("").equals(ScenarioState.DELETED)) {
        organization.delete(live.get().id(), Optional.empty(), Organization.ADMINISTRATOR);
      } else {
        String code = to.path(kind.dialect().key().name()).asString(edit.getKey());
        organization.edit(
            edit.getKey(),
            old -> new LiveCode(old.id(), old.revision(), code, values(old.values(), to)));
      }
    }
  }

  private Map<Field, Value> values(Map<Field, Value> old, JsonNode edits) {
    assertThat(edits.propertyNames()).isSubsetOf(WORDS);
    Map<Field, Value> values = new HashMap<>(old);
    for (Field field : kind.dialect().fields()) {
      JsonNode text = edits.path(field.name());
      if (text.isString()) values.put(field, new Value.Text(text.stringValue()));
    }
    return values;
  }

  /// Has somebody edit a code when a run that has read the catalog comes back to it.
  private void beforeTheFirst(String code, JsonNode edits) {
    Sandbox reached = sandbox.orElseThrow();
    String id = reached.organization().byCode(code).orElseThrow().id();
    AtomicBoolean done = new AtomicBoolean();
    reached.watch(
        (moment, request) -> {
          if (request.path().endsWith("/" + id) && done.compareAndSet(false, true)) byHand(edits);
        });
  }

  private Part run(String head) throws IOException, InterruptedException {
    ScenarioState before = ScenarioState.of(program, sandbox);
    boolean isShown = !head.endsWith(" > /dev/null");
    String[] pipe = names.resolved(head.substring(2)).replace(" > /dev/null", "").split(" \\| ", 2);
    Program.Run run = program.run(words(pipe[0]));
    List<String> out = lines(pipe.length == 1 ? run.out() : piped(run, pipe[1]));
    ScenarioState now = ScenarioState.of(program, sandbox);
    REQUESTS
        .matcher(run.out())
        .results()
        .filter(told -> !now.requests().isEmpty())
        .forEach(
            told ->
                assertThat(told.group(1))
                    .as(told.group())
                    .isEqualTo("" + (now.requests().size() - before.requests().size())));
    boolean inOrder = head.matches(".* --parallelism 1( .*)?");
    return Part.of(
        head,
        isShown ? out : List.of(),
        Part.of("stderr", lines(run.err())),
        Part.of("exit %d %s".formatted(run.exit().number(), run.exit()), List.of()),
        Part.of("requests", requests(run, now.requestsSince(before, kind, inOrder))),
        Part.of("live", now.liveSince(before, kind)),
        Part.of("files", now.filesSince(before).stream().map(names::hidden).toList()),
        Part.of("journal", now.recordsSince(before, inOrder)));
  }

  /// Where the catalog could not be read whole, how many of the lists that are read side by side
  /// had been asked for is chance.
  private static List<String> requests(Program.Run run, List<String> told) {
    return run.exit() == ExitCode.NOT_WHOLE
        ? told.stream()
            .map(line -> line.replaceFirst("the catalog|([0-9]+ )?GET\\b", "GETs"))
            .toList()
        : told;
  }

  private List<String> lines(String text) {
    List<String> lines = new ArrayList<>(names.hidden(text).lines().toList());
    if (!text.isEmpty() && !text.endsWith("\n")) lines.add("(no newline at the end)");
    return lines;
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group().replaceFirst("^(['\"])(.*)\\1$", "$2"))
        .skip(1)
        .toList();
  }

  private String piped(Program.Run run, String to) throws IOException, InterruptedException {
    if (!to.startsWith("json ")) return shell(to, run.out());
    JsonNode json = run.json();
    return Stream.of(to.substring("json ".length()).split(" "))
        .map(pointer -> pointer + " " + JSON.writeValueAsString(json.at(pointer)) + "\n")
        .collect(Collectors.joining());
  }

  /// What a command that is not ours prints; it has to succeed.
  private String shell(String command, String input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", names.resolved(command))
            .directory(program.folder().toFile())
            .redirectErrorStream(true)
            .start();
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    ProcessResult told = ProcessResult.of(process);
    assertThat(told.exit()).as(told.said()).isZero();
    return told.said();
  }
}

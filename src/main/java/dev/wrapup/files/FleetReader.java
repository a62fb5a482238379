package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.spec.FleetSpec;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.fleet.Fleet.Rollout;
import dev.wrapup.model.fleet.Fleet.WhenDrifted;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a fleet file. What would be an address or a secret in it is refused as that, whatever it
/// is called: where requests go, and with what, is never said in a file.
public final class FleetReader {
  /// More organizations than anybody has; so many are planned in minutes.
  private static final int MOST_TARGETS = 1_000;

  private static final Pattern NAME = Pattern.compile(FleetSpec.NAME);

  /// Keys by which somebody would say where requests go, or with what.
  private static final Pattern ADDRESS_OR_SECRET =
      Pattern.compile("(?i)url|host|proxy|address|client|secret|token|password|key");

  private static final Pattern WINDOWS = Pattern.compile("\\\\|^[A-Za-z]:");

  private static final String BY_VARIABLE =
      "take it out: it is given by a variable of the target, such as GENESYS_BASE_URL__PROD_EU";

  private final SourceFile file;
  private final KeyReader in;
  private final List<FleetTarget> targets = new ArrayList<>();
  private final Map<String, SourcePosition> keys = new HashMap<>();
  private int maxFailedTargets = Rollout.DEFAULT.maxFailedTargets();
  private WhenDrifted whenDrifted = Rollout.DEFAULT.whenDrifted();

  private FleetReader(SourceFile file, FindingCollector findings) {
    this.file = file;
    this.in = new KeyReader(new ExpandedEvents(file, SourceText.of(file)), findings);
  }

  /// Reads the fleet file of that name; whether its paths stay where they should is not looked at.
  public static Checked<Fleet> read(Path directory, String name) {
    FindingCollector findings = new FindingCollector();
    List<SourceFile> files = FileLoader.load(directory, List.of(name), findings);
    if (findings.hasErrors()) return new Checked.Invalid<>(findings.inOrder());
    SourceFile file = files.getFirst();
    if (!Path.of(file.path()).equals(Path.of(name))) {
      findings.error(
          "not-a-file",
          "%s is a folder".formatted(Quote.of(name)),
          SourcePosition.whole(new SourceFile(name, new byte[0])),
          "",
          "name the fleet file in it");
      return new Checked.Invalid<>(findings.inOrder());
    }
    try {
      FleetReader reader = new FleetReader(file, findings);
      reader.document();
      if (!findings.hasErrors()) {
        Rollout rollout = new Rollout(reader.maxFailedTargets, reader.whenDrifted);
        return new Checked.Valid<>(new Fleet(file, reader.targets, rollout), findings.inOrder());
      }
    } catch (BrokenFileException broken) {
      findings.add(broken);
    }
    return new Checked.Invalid<>(findings.inOrder());
  }

  private void document() {
    Optional<SourcePosition> map =
        in.document(file, this::key, "write 'format: 1' and below 'targets:' each organization");
    if (map.isEmpty()) return;
    require("format", map.get(), "write 'format: " + FileSpec.FORMAT + "'");
    require("targets", map.get(), "write 'targets:' and below it each organization by a name");
  }

  private void require(String key, SourcePosition at, String hint) {
    if (!keys.containsKey(key)) in.missingKey(key, "the file", at, hint);
  }

  private void key(Sourced<String> key) {
    if (isUnknown(key, "", FleetSpec.FILE)) return;
    keys.put(key.value(), key.at());
    switch (key.value()) {
      case "format" -> in.text("'format'").ifPresent(in::checkFormat);
      case "rollout" -> in.map("'rollout'", this::rollout);
      default -> {
        SourcePosition at = in.here();
        boolean isMap = in.map("'targets'", this::target);
        boolean isNothing = isMap && targets.isEmpty() && !in.findings.hasErrors();
        if (isNothing) in.empty("targets", at, "name one organization at least");
      }
    }
  }

  private boolean isUnknown(Sourced<String> key, String where, Keys map) {
    if (map.key(key.value()).isPresent()) return false;
    if (ADDRESS_OR_SECRET.matcher(key.value()).find()) {
      refuseAddress(key, "an address or a secret has no place in a fleet file: %s");
      in.skip();
    } else {
      in.unknownKey(key, where, map);
    }
    return true;
  }

  private void refuseAddress(Sourced<String> text, String message) {
    in.findings.error("address-or-secret", text, message, BY_VARIABLE);
  }

  private void rollout(Sourced<String> key) {
    if (isUnknown(key, "'rollout'", FleetSpec.ROLLOUT)) return;
    if (key.value().equals("maxFailedTargets")) {
      count(key.value()).ifPresent(count -> maxFailedTargets = count);
    } else {
      in.text("'whenDrifted'").flatMap(this::whenDrifted).ifPresent(word -> whenDrifted = word);
    }
  }

  private Optional<WhenDrifted> whenDrifted(Sourced<String> text) {
    List<WhenDrifted> all = List.of(WhenDrifted.values());
    return in.isOneOf(all.stream().map(Word::word).toList(), "whenDrifted", text)
        ? all.stream().filter(one -> one.word().equals(text.value())).findFirst()
        : Optional.empty();
  }

  private Optional<Integer> count(String key) {
    Optional<Sourced<String>> text = in.text("'" + key + "'");
    if (text.isEmpty()) return Optional.empty();
    if (text.get().value().matches("[0-9]{1,3}")) {
      return Optional.of(Integer.parseInt(text.get().value()));
    }
    String hint = "write a whole number from 0 to 999";
    in.findings.error("bad-limit", text.get(), "'" + key + "' can't be %s", hint);
    return Optional.empty();
  }

  private static final class Draft {
    Optional<List<Sourced<String>>> files = Optional.empty();
    final Map<String, Sourced<String>> guards = new HashMap<>();
    final Map<String, String> labels = new HashMap<>();
    int wave;
  }

  private void target(Sourced<String> name) {
    checkName(name, "a target's name");
    if (targets.size() == MOST_TARGETS) {
      throw new BrokenFileException(
          "too-many",
          "the file has over %,d targets: what follows is not read".formatted(MOST_TARGETS),
          name.at(),
          "split it into several files");
    }
    SourcePosition at = in.here();
    Draft draft = new Draft();
    String where = "the target " + Quote.of(name.value());
    if (!in.map(where, key -> part(key, where, draft))) return;
    if (draft.files.isEmpty()) {
      in.missingKey("files", where, at, "list its desired-state files, and folders of them");
    }
    targets.add(
        new FleetTarget(
            name,
            draft.files.orElse(List.of()),
            Optional.ofNullable(draft.guards.get("api")),
            Optional.ofNullable(draft.guards.get("environment")),
            Optional.ofNullable(draft.guards.get("organization")),
            draft.wave,
            draft.labels));
  }

  private void checkName(Sourced<String> name, String what) {
    boolean isName =
        name.value().length() <= FleetSpec.LONGEST && NAME.matcher(name.value()).matches();
    if (isName) return;
    in.findings.error(
        "bad-name",
        name,
        what + " can't be %s",
        "write at most %d small letters and digits, with single hyphens between them"
            .formatted(FleetSpec.LONGEST));
  }

  private void part(Sourced<String> key, String where, Draft draft) {
    if (isUnknown(key, where, FleetSpec.TARGET)) return;
    switch (key.value()) {
      case "files" -> draft.files = Optional.of(files());
      case "wave" -> count("wave").ifPresent(count -> draft.wave = count);
      case "labels" ->
          in.map(
              "'labels'",
              label -> {
                checkName(label, "a label's name");
                text(label.value())
                    .ifPresent(text -> draft.labels.put(label.value(), text.value()));
              });
      default ->
          text(key.value())
              .filter(text -> !key.value().equals("api") || isApi(text))
              .ifPresent(text -> draft.guards.put(key.value(), text));
    }
  }

  private boolean isApi(Sourced<String> text) {
    return in.isOneOf(Dialect.ALL.stream().map(Dialect::api).toList(), "api", text);
  }

  private List<Sourced<String>> files() {
    SourcePosition at = in.here();
    List<Sourced<String>> files = in.texts("'files'");
    if (files.isEmpty() && !in.findings.hasErrors()) {
      in.empty("files", at, "list the target's desired-state files, and folders of them");
    }
    return files.stream()
        .filter(file -> isNoAddress(file) && isText("files", file) && isPortable(file))
        .toList();
  }

  /// What Windows alone takes for a path would lead somewhere else there than on the machine that
  /// checked it.
  private boolean isPortable(Sourced<String> path) {
    if (!WINDOWS.matcher(path.value()).find()) return true;
    in.findings.error(
        "windows-path",
        path,
        "a path that only Windows has: %s",
        "write it with '/', from the folder of the fleet file");
    return false;
  }

  private Optional<Sourced<String>> text(String key) {
    return in.prose("'" + key + "'")
        .filter(this::isNoAddress)
        .filter(text -> isText(key, text))
        .filter(text -> isShort(key, text));
  }

  private boolean isNoAddress(Sourced<String> text) {
    if (!text.value().contains("://")) return true;
    refuseAddress(text, "an address has no place in a fleet file: %s");
    return false;
  }

  private boolean isText(String key, Sourced<String> text) {
    return !text.value().isBlank()
        || in.empty(key, text.at(), "write a text, or leave the key out");
  }

  private boolean isShort(String key, Sourced<String> text) {
    int length = text.value().length();
    if (length <= FleetSpec.LONGEST) return true;
    in.findings.error(
        "too-long",
        "'%s' has %,d characters, the limit is %d".formatted(key, length, FleetSpec.LONGEST),
        text,
        "shorten it");
    return false;
  }
}

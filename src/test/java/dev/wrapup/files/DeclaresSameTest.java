package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.source.Checked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The check that `fmt` and `adopt` change nothing else sees every key that a file can have.
class DeclaresSameTest {
  /// What a key says here, and what else it could say.
  record Choice(String value, String other) {}

  /// Those that neither are any text nor follow from the kind of a setting.
  private static final Map<String, Choice> VALUES =
      Map.ofEntries(
          Map.entry("allow", new Choice("[create]", "[update]")),
          Map.entry("maxCreates", new Choice("1", "1%")),
          Map.entry("protect", new Choice("[A]", "[A, B]")),
          Map.entry("codePattern", new Choice("'[A-Z]*'", "'[A-Z]+'")),
          Map.entry("divisions", new Choice("[a]", "[b]")),
          Map.entry("retired", new Choice("[R]", "[S]")),
          Map.entry("except", new Choice("[E]", "[F]")),
          Map.entry("description", new Choice("a", "'a '")),
          Map.entry("routingType", new Choice("manual", "auto")),
          Map.entry("outcomes", new Choice("[{id: a, name: b}]", "[{id: a, name: c}]")),
          Map.entry("previously", new Choice("[O, P]", "[P, O]")),
          Map.entry("queues", new Choice("[Q]", "[R]")),
          Map.entry("offers", new Choice("{S: [A]}", "{T: [A]}")),
          Map.entry("until", new Choice("2099-01-01", "2099-01-02")));

  private static Choice choice(String key) {
    return Optional.ofNullable(VALUES.get(key))
        .or(
            () ->
                Policy.SETTINGS.stream()
                    .filter(s -> s.name().equals(key))
                    .findAny()
                    .map(DeclaresSameTest::choice))
        .orElse(new Choice("a", "b"));
  }

  private static Choice choice(Setting<?> setting) {
    return switch (setting.kind()) {
      case LIMIT -> new Choice("1", "2");
      case CHOICE ->
          new Choice(setting.words().getFirst().word(), setting.words().getLast().word());
      default -> throw new AssertionError("what may " + setting.name() + " be? Add it to VALUES");
    };
  }

  /// A key and the maps that it stands in.
  record Place(Dialect dialect, String path) {
    @Override
    public String toString() {
      return dialect.api() + ": " + path;
    }

    Choice choice() {
      return DeclaresSameTest.choice(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  static Stream<Place> places() {
    return Dialect.ALL.stream()
        .flatMap(dialect -> places(dialect, "", FileSpec.of(dialect).file()));
  }

  private static Stream<Place> places(Dialect dialect, String path, Keys map) {
    return map.names().stream()
        .filter(key -> !List.of("format", "api", "field").contains(key))
        .filter(key -> dialect.namesOrganization() || !key.equals("organization"))
        .flatMap(
            key ->
                isMap(key)
                    ? places(dialect, path + "/" + key, map.map(key))
                    : Stream.of(new Place(dialect, path + "/" + key)));
  }

  private static boolean isMap(String key) {
    return List.of("defaults", "policy", "override", "codes", "ignore").contains(key);
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_key_that_says_something_else_is_seen(Place place) {
    DesiredState before = read(place, file(place, place.choice().value()));
    DesiredState after = read(place, file(place, place.choice().other()));

    assertThat(before.declaresSame(after)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_key_that_is_gone_is_seen(Place place) {
    DesiredState before = read(place, file(place, place.choice().value()));
    DesiredState after = read(place, file(place, ""));

    assertThat(before.declaresSame(after)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("places")
  void where_a_key_stands_is_no_difference(Place place) {
    String file = file(place, place.choice().value());

    assertThat(read(place, file).declaresSame(read(place, "# moved\n\n" + file))).isTrue();
  }

  @Test
  void the_order_of_codes_is_no_difference_and_the_number_is() {
    String a = "  A: {displayName: a, routingType: manual}\n";
    String b = "  B: {displayName: b, routingType: manual}\n";

    DesiredState both = Said.read("format: 1\ncodes:\n" + a + b);

    assertThat(both.declaresSame(Said.read("format: 1\ncodes:\n" + b + a))).isTrue();
    assertThat(both.declaresSame(Said.read("format: 1\ncodes:\n" + a))).isFalse();
  }

  /// As `fmt` reads one of several files.
  private static DesiredState read(Place place, String text) {
    return switch (DesiredFiles.alone(Wish.file("f.yaml", text), place.dialect())) {
      case Checked.Valid<DesiredState> valid -> valid.value();
      case Checked.Invalid<DesiredState> invalid -> throw new AssertionError(invalid.findings());
    };
  }

  /// A file with every key, one of which says something of its own, or isn't there.
  private static String file(Place place, String value) {
    return map(place, value, "", FileSpec.of(place.dialect()).file()) + "\n";
  }

  private static String map(Place place, String value, String path, Keys map) {
    return map.names().stream()
        .filter(key -> place.dialect().namesOrganization() || !key.equals("organization"))
        .map(key -> key + ": " + value(place, value, path + "/" + key, key, map))
        .filter(entry -> !entry.endsWith(": "))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Place place, String value, String path, String key, Keys map) {
    if (path.equals(place.path())) return value;
    return switch (key) {
      case "format" -> "1";
      case "api" -> place.dialect().api();
      case "field" -> "description";
      case "override" -> "{O: " + map(place, value, path, map.map(key)) + "}";
      case "codes" -> "{A: " + map(place, value, path, map.map(key)) + "}";
      case "ignore" -> "[" + map(place, value, path, map.map(key)) + "]";
      default -> isMap(key) ? map(place, value, path, map.map(key)) : choice(key).value();
    };
  }
}

package dev.wrapup.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The check that `fmt` and `adopt` change nothing else sees every key that a file can have.
class MeaningTest {
  /// What a key says here, and what else it could say.
  private record Choice(String value, String other) {}

  private static final Map<String, Choice> VALUES =
      Map.ofEntries(
          Map.entry("allow", new Choice("[create]", "[update]")),
          Map.entry("maxCreates", new Choice("1", "1%")),
          Map.entry("maxUpdates", new Choice("1", "2")),
          Map.entry("maxDeletes", new Choice("1", "2")),
          Map.entry("onDrift", new Choice("keep", "refuse")),
          Map.entry("onWarning", new Choice("allow", "refuse")),
          Map.entry("undeclared", new Choice("ignore", "report")),
          Map.entry("protect", new Choice("[A]", "[A, B]")),
          Map.entry("codePattern", new Choice("'[A-Z]*'", "'[A-Z]+'")),
          Map.entry("environment", new Choice("a", "b")),
          Map.entry("organization", new Choice("a", "b")),
          Map.entry("divisions", new Choice("[a]", "[b]")),
          Map.entry("retired", new Choice("[R]", "[S]")),
          Map.entry("id", new Choice("a", "b")),
          Map.entry("displayName", new Choice("a", "b")),
          Map.entry("description", new Choice("a", "'a '")),
          Map.entry("routingType", new Choice("manual", "auto")),
          Map.entry("outcomes", new Choice("[{id: a, name: b}]", "[{id: a, name: c}]")),
          Map.entry("division", new Choice("a", "b")),
          Map.entry("previously", new Choice("[O, P]", "[P, O]")),
          Map.entry("field", new Choice("description", "description")),
          Map.entry("until", new Choice("2099-01-01", "2099-01-02")),
          Map.entry("owner", new Choice("a", "b")),
          Map.entry("reason", new Choice("a", "b")));

  /// A key and the part of the file that it stands in.
  record Place(Dialect dialect, String part, String key) {
    @Override
    public String toString() {
      return dialect.api() + ": " + part + " " + key;
    }
  }

  static List<Place> places() {
    return Dialect.ALL.stream().flatMap(MeaningTest::places).toList();
  }

  private static Stream<Place> places(Dialect dialect) {
    List<String> fields = dialect.fields().stream().map(field -> field.name()).toList();
    List<Place> places = new ArrayList<>();
    FileReader.keys(dialect).stream()
        .filter(key -> !List.of("format", "api", "defaults", "policy", "codes").contains(key))
        .filter(key -> !key.equals("organization") || dialect.namesOrganization())
        .forEach(key -> places.add(new Place(dialect, "top", key)));
    fields.forEach(key -> places.add(new Place(dialect, "defaults", key)));
    PolicyReader.KEYS.forEach(key -> places.add(new Place(dialect, "policy", key)));
    CodeReader.keys(dialect).stream()
        .filter(key -> !key.equals("ignore"))
        .forEach(key -> places.add(new Place(dialect, "code", key)));
    IgnoreReader.KEYS.stream()
        .filter(key -> !key.equals("field"))
        .forEach(key -> places.add(new Place(dialect, "ignore", key)));
    return places.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_key_that_says_something_else_is_seen(Place place) {
    DesiredState before = read(file(place, VALUES.get(place.key()).value()));
    DesiredState after = read(file(place, VALUES.get(place.key()).other()));

    assertThat(Meaning.isSame(before, after)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_key_that_is_gone_is_seen(Place place) {
    DesiredState before = read(file(place, VALUES.get(place.key()).value()));
    DesiredState after = read(file(place, ""));

    assertThat(Meaning.isSame(before, after)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("places")
  void where_a_key_stands_is_no_difference(Place place) {
    String file = file(place, VALUES.get(place.key()).value());

    assertThat(Meaning.isSame(read(file), read("# moved\n\n" + file))).isTrue();
  }

  @Test
  void the_order_of_codes_is_no_difference_and_the_number_is() {
    String a = "  A: {displayName: a, routingType: manual}\n";
    String b = "  B: {displayName: b, routingType: manual}\n";

    DesiredState both = read("format: 1\ncodes:\n" + a + b);

    assertThat(Meaning.isSame(both, read("format: 1\ncodes:\n" + b + a))).isTrue();
    assertThat(Meaning.isSame(both, read("format: 1\ncodes:\n" + a))).isFalse();
  }

  /// A file with every key, one of which says something of its own, or isn't there.
  private static String file(Place place, String value) {
    Dialect dialect = place.dialect();
    String ignore = map("ignore", place, value, IgnoreReader.KEYS);
    String code = map("code", place, value, CodeReader.keys(dialect));
    Map<String, String> top = new LinkedHashMap<>();
    top.put("format", "1");
    top.put("api", dialect.api());
    for (String key : FileReader.keys(dialect)) {
      if (!VALUES.containsKey(key)) continue;
      if (key.equals("organization") && !dialect.namesOrganization()) continue;
      top.put(key, VALUES.get(key).value());
    }
    if (place.part().equals("top")) top.put(place.key(), value);
    top.put(
        "defaults",
        map("defaults", place, value, dialect.fields().stream().map(f -> f.name()).toList()));
    top.put("policy", map("policy", place, value, PolicyReader.KEYS));
    top.put("codes", "{A: " + code + ", B: {ignore: [" + ignore + "]}}");
    return top.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String map(String part, Place place, String value, List<String> keys) {
    return keys.stream()
        .filter(key -> !key.equals("ignore"))
        .map(
            key ->
                place.part().equals(part) && place.key().equals(key)
                    ? key + ": " + value
                    : key + ": " + VALUES.get(key).value())
        .filter(entry -> !entry.endsWith(": "))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static DesiredState read(String text) {
    SourceFile file = new SourceFile("wrapupcodes.yaml", text.getBytes(StandardCharsets.UTF_8));
    return switch (DesiredYaml.readSources(List.of(file), LocalDate.MIN)) {
      case Checked.Valid<DesiredState> valid -> valid.value();
      case Checked.Invalid<DesiredState> invalid ->
          throw new AssertionError(text + invalid.findings());
    };
  }
}

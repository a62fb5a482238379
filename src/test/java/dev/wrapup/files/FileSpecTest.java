package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Golden;
import dev.wrapup.Kind;
import dev.wrapup.files.spec.FileSchema;
import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.spec.FileSpec.KeySpec;
import dev.wrapup.files.write.Formatter;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Value;
import dev.wrapup.model.WiderDialect;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A key that a file may have is told in one place.
class FileSpecTest {
  private static final Path PAGE = Path.of("docs/reference.md");
  private static final String HEAD = "| key | default | meaning |\n|---|---|---|\n";

  private static final Setting<Policy.Limit> RENAMES =
      new Setting<>(
          "maxOthers", Setting.Kind.LIMIT, List.of(), new Policy.Limit.Count(7), "Others.");

  /// What the files of a dialect hold once a field and a setting of the policy are added.
  private static FileSpec wider(Dialect dialect) {
    List<Setting<?>> settings = new ArrayList<>(Policy.SETTINGS);
    settings.addFirst(RENAMES);
    return FileSpec.of(WiderDialect.of(dialect), settings);
  }

  private static SourceFile file(Dialect dialect, String rest) {
    return Wish.file("wrapupcodes.yaml", "format: 1\napi: " + dialect.api() + "\n" + rest);
  }

  /// The page's table of the policy.
  private static String table(FileSpec spec) {
    return spec.file().map("policy").keys().stream()
        .map(FileSpecTest::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(KeySpec key) {
    String words =
        Stream.of(key.shape(), key.shape().child(""))
            .flatMap(shape -> shape instanceof FileSpec.Choice(var all) ? all.stream() : null)
            .collect(Collectors.joining("`, `", " Words: `", "`."));
    return "| `%s` | %s | %s%s |\n"
        .formatted(
            key.name(),
            key.standard().map(standard -> "`" + standard + "`").orElse("none"),
            key.text(),
            words.endsWith("``.") ? "" : words);
  }

  @Test
  void the_page_has_the_settings_of_the_policy_and_their_defaults() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD);

    String table = table(FileSpec.of(Dialect.VERSIONED));

    int end = page.indexOf("\n\n", start) + 1;
    Golden.hold(PAGE, page.substring(0, start) + table + page.substring(end));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_new_key_is_read(Kind kind) {
    SourceFile file =
        file(
            kind.dialect(),
            "policy: {maxOthers: 9}\ncodes: {A: {addedText: x}, B: {addedTxet: x}}\n");
    FindingCollector findings = new FindingCollector();

    FileReader.Content content =
        FileReader.read(file, wider(kind.dialect()), findings, LocalDate.MIN);

    assertThat(content.state().policy().value(RENAMES)).isEqualTo(new Policy.Limit.Count(9));
    assertThat(content.state().codes().getFirst().managed(WiderDialect.ADDED_TEXT))
        .contains(new Value.Text("x"));
    assertThat(findings.inOrder())
        .singleElement()
        .satisfies(finding -> assertThat(finding.hint()).contains("did you mean 'addedText'?"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_new_key_is_in_the_schema_and_on_the_page(Kind kind) {
    JsonNode schema = JsonMapper.shared().readTree(FileSchema.json(wider(kind.dialect())));

    assertThat(schema.at("/properties/policy/properties/maxOthers/default").asInt()).isEqualTo(7);
    assertThat(schema.at("/properties/codes/additionalProperties/properties").has("addedText"))
        .isTrue();
    assertThat(table(wider(kind.dialect()))).contains("| `maxOthers` | `7` | Others. |\n");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_new_key_has_its_place_in_canonical_form(Kind kind) {
    SourceFile file =
        file(
            kind.dialect(),
            "codes: {A: {previously: [B], addedText: x}}\npolicy: {protect: [], maxOthers: '9'}\n");

    SourceFile formatted = Formatter.format(file, wider(kind.dialect()));

    assertThat(Said.text(formatted))
        .endsWith(
            """
            policy:
              maxOthers: 9
              protect: []
            codes:
              A:
                addedText: x
                previously: [B]
            """);
  }
}

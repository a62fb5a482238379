package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.WiderDialect;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A field that is added to a dialect's list, a text or a choice, is exported, read, written,
/// compared and recorded; nothing else has to know its name.
class NewFieldTest {
  @TempDir Path folder;

  /// An organization whose codes have the choice already, as every code has one, and no text.
  private static Organization organization(Kind kind, Dialect dialect) {
    return Organization.of(
        dialect,
        Organization.generated(kind.dialect(), 2, 0).codes().stream()
            .map(
                code -> {
                  Map<Field, Value> values = new HashMap<>(code.values());
                  values.put(WiderDialect.ADDED_CHOICE, new Value.Text("low"));
                  return new LiveCode(code.id(), code.revision(), code.code(), values);
                })
            .toList());
  }

  private static DesiredState read(Dialect dialect, String yaml) {
    return DesiredFiles.glance(
            new SourceFile("wrapupcodes.yaml", yaml.getBytes(StandardCharsets.UTF_8)), dialect)
        .orElseThrow();
  }

  /// A new code, with the first choice of each field that is one.
  private static String declaration(Dialect dialect) {
    return dialect.fields().stream()
        .filter(Field::neededToCreate)
        .map(
            field ->
                field.choices().isEmpty()
                    ? field + ": New"
                    : field + ": " + field.choices().getFirst())
        .collect(Collectors.joining("\n    ", "  NEW:\n    addedText: praise\n    ", "\n"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_export_that_is_edited_and_applied_leaves_nothing_to_plan(Kind kind) {
    Dialect dialect = WiderDialect.of(kind.dialect());
    Path path = folder.resolve("journal.jsonl");
    try (Site site = Site.of(kind, organization(kind, dialect))) {
      Organization org = site.sandbox().organization();
      List<LiveCode> live = kind.platform(dialect).reader(site.client()).codes();
      String export =
          ExportWriter.write(
              dialect, Optional.empty(), Optional.empty(), true, live, Optional.empty(), false);
      String edited =
          export
                  .replaceFirst("addedText: \"\"", "addedText: money")
                  .replaceFirst("addedChoice: low", "addedChoice: high")
              + declaration(dialect);

      assertThat(site.plan(read(dialect, export)).plan().changes()).isEmpty();
      List<Result> results = site.apply(site.plan(read(dialect, edited)), 1, path);

      assertThat(results)
          .hasSize(2)
          .allSatisfy(result -> assertThat(result.outcome().status()).isEqualTo(Status.APPLIED));
      assertThat(site.plan(read(dialect, edited)).plan().changes()).isEmpty();
      assertThat(added(org, "CODE_0")).containsExactly("money", "high");
      assertThat(added(org, "CODE_1")).containsExactly("", "low");
      assertThat(added(org, "NEW")).containsExactly("praise", "low");
    }
    assertThat(changed(path)).containsExactlyInAnyOrder("money", "high", "praise", "low");
  }

  private static List<String> added(Organization org, String code) {
    LiveCode live = org.byCode(code).orElseThrow();
    return WiderDialect.ADDED.stream().map(field -> text(live.value(field))).toList();
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : value.toString();
  }

  /// What the audit entries of a journal say that the fields became.
  private static List<String> changed(Path path) {
    List<String> names = WiderDialect.ADDED.stream().map(Field::name).toList();
    return AuditReport.of(ParsedJournal.read(path, Optional.empty())).rows().stream()
        .flatMap(row -> row.parts().stream())
        .filter(part -> names.contains(part.field()))
        .map(part -> text(part.to().orElseThrow()))
        .toList();
  }
}

package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.audit.AuditReport;
import dev.wrapup.audit.Recorded;
import dev.wrapup.audit.Result;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.SourceFile;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Value;
import dev.wrapup.model.WiderDialect;
import dev.wrapup.sandbox.Organization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A field that is added to a dialect's list is read, written, compared and recorded; nothing else
/// has to know its name.
class NewFieldTest {
  private static final SourcePosition PLACE =
      new SourcePosition(new SourceFile("wrapupcodes.yaml", new byte[0]), 1, 1);

  @TempDir Path folder;

  private static DesiredCode declared(Dialect dialect, String code, String category) {
    Map<Field, Sourced<Value>> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      String text = field.kind() == Field.Kind.CHOICE ? field.choices().getFirst() : "New";
      if (field.neededToCreate()) values.put(field, sourced(new Value.Text(text)));
    }
    values.put(WiderDialect.CATEGORY, sourced(new Value.Text(category)));
    return new DesiredCode(sourced(code), Optional.empty(), values, Map.of(), List.of(), List.of());
  }

  private static <T> Sourced<T> sourced(T value) {
    return new Sourced<>(value, PLACE);
  }

  private static DesiredState desired(Dialect dialect, List<DesiredCode> codes) {
    DesiredState nothing = DesiredState.nothing(dialect);
    return new DesiredState(
        nothing.files(),
        dialect,
        nothing.api(),
        nothing.environment(),
        nothing.organization(),
        nothing.scope(),
        nothing.policy(),
        nothing.retired(),
        codes);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_apply_of_it_leaves_nothing_to_plan(Kind kind) {
    Dialect dialect = WiderDialect.of(kind.dialect());
    List<LiveCode> live = Organization.generated(kind.dialect(), 2, 0).codes();
    String first = live.getFirst().code();
    DesiredState desired =
        desired(
            dialect,
            List.of(declared(dialect, first, "money"), declared(dialect, "NEW", "praise")));
    Path path = folder.resolve("journal.jsonl");
    try (Site site = Site.of(kind, Organization.of(dialect, live))) {
      List<Result> results = site.apply(site.plan(desired), 1, path);

      assertThat(results)
          .hasSize(2)
          .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Outcome.Applied.class));
      assertThat(site.plan(desired).plan().changes()).isEmpty();
      Organization org = site.sandbox().organization();
      assertThat(org.byCode(first).orElseThrow().value(WiderDialect.CATEGORY))
          .isEqualTo(new Value.Text("money"));
      assertThat(org.byCode("NEW").orElseThrow().value(WiderDialect.CATEGORY))
          .isEqualTo(new Value.Text("praise"));
    }
    assertThat(changed(path)).containsExactlyInAnyOrder("money", "praise");
  }

  /// What the audit entries of a journal say that the field became.
  private static List<String> changed(Path path) {
    return AuditReport.of(Recorded.read(path, Optional.empty())).rows().stream()
        .flatMap(row -> row.parts().stream())
        .filter(part -> part.field().equals(WiderDialect.CATEGORY.name()))
        .map(part -> part.to().orElseThrow() instanceof Value.Text(String text) ? text : "")
        .toList();
  }
}

package dev.wrapup.files;

import static dev.wrapup.files.Said.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sourced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The file of the second dialect: other fields, the same rules.
class GenesysCloudFileTest {
  private static final String FILE =
      """
      format: 1
      api: genesys-cloud
      environment: eu-central-1
      organization: 4f1c
      divisions: [Sales, Service]
      defaults:
        division: Sales
      codes:
        Callback requested by the customer:
          id: 8d1e
          description: Agent scheduled a callback.
          division: "*"
        New code: {}
      """;

  private static Field field(String name) {
    return Dialect.GENESYS_CLOUD.field(name).orElseThrow();
  }

  @Test
  void has_a_name_a_description_and_a_division() {
    DesiredState state = read(FILE);

    DesiredCode code = state.codes().getFirst();
    assertThat(state.dialect()).isEqualTo(Dialect.GENESYS_CLOUD);
    assertThat(state.organization().map(Sourced::value)).contains("4f1c");
    assertThat(state.scope().stream().map(Sourced::value)).containsExactly("Sales", "Service");
    assertThat(code.key()).isEqualTo("Callback requested by the customer");
    assertThat(code.managed(field("division"))).contains(new Value.Text("*"));
    assertThat(state.codes().getLast().initial(field("division")))
        .contains(new Value.Text("Sales"));
    assertThat(Schemas.ofFile(FILE)).isEmpty();
  }

  @Test
  void the_api_may_stand_at_the_end_or_in_another_file() {
    String codes = "format: 1\ncodes:\n  A: {division: Sales}\n";

    assertThat(read(codes + "api: genesys-cloud\n").dialect()).isEqualTo(Dialect.GENESYS_CLOUD);
    assertThat(read(codes, "format: 1\n'api': genesys-cloud\ncodes: {}\n").codes()).hasSize(1);
    assertThat(read("{codes: {api: {description: x}}, api: genesys-cloud, format: 1}").codes())
        .hasSize(1);
  }

  @Test
  void an_api_that_is_only_a_code_or_a_text_is_none() {
    String file = "format: 1\ncodes:\n  api: {description: 'api: genesys-cloud'}\n";

    assertThat(read(file).dialect()).isEqualTo(Dialect.VERSIONED);
  }

  @Test
  void an_export_reads_as_what_is_live() {
    LiveCode live =
        new LiveCode(
            "8d1e",
            "1",
            "Left a message / voicemail",
            Map.of(field("division"), new Value.Text("*")));

    String yaml =
        ExportWriter.write(
            Dialect.GENESYS_CLOUD,
            Optional.of("us-east-1"),
            Optional.of("4f1c"),
            true,
            List.of(live),
            Optional.empty(),
            true);

    DesiredCode code = read(yaml).codes().getFirst();
    assertThat(code.key()).isEqualTo(live.code());
    assertThat(code.managed(field("division"))).contains(new Value.Text("*"));
    assertThat(code.managed(field("description"))).contains(new Value.Text(""));
    assertThat(Schemas.ofFile(yaml)).isEmpty();
  }
}

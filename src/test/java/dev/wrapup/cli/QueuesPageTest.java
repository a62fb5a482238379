package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files of the page about queues are read, and mean what it says.
class QueuesPageTest {
  private static final String HEAD = "format: 1\napi: genesys-cloud\n";

  private static List<String> files() throws IOException {
    return Pattern.compile("(?s)```yaml\n(.*?)```")
        .matcher(Files.readString(Path.of("docs/queues.md")))
        .results()
        .map(block -> HEAD + block.group(1))
        .toList();
  }

  private static DesiredState read(String text) {
    SourceFile file = new SourceFile("queues.yaml", text.getBytes(StandardCharsets.UTF_8));
    return ((Checked.Valid<DesiredState>)
            DesiredFiles.readSources(List.of(file), LocalDate.of(2026, 1, 1)))
        .value();
  }

  @Test
  void queues_stand_under_their_codes() throws IOException {
    List<DesiredCode> codes = read(files().getFirst()).codes();

    assertThat(codes.get(0).queues().orElseThrow())
        .extracting(queue -> queue.value().name())
        .containsExactly("Billing", "Sales");
    assertThat(codes.get(1).queues().orElseThrow())
        .allSatisfy(queue -> assertThat(queue.value().id()).isPresent());
    assertThat(codes.get(2).queues()).contains(List.of());
  }

  @Test
  void codes_stand_under_their_queues() throws IOException {
    String codes = "codes: {Refund: {}, Callback: {}, Order placed: {}}\n";

    DesiredState state = read(files().getLast() + codes);

    assertThat(files()).hasSize(2);
    assertThat(state.offers())
        .extracting(offer -> offer.codes().stream().map(Sourced::value).toList())
        .containsExactly(List.of("Refund", "Callback"), List.of("Order placed"));
    assertThat(state.offers().getLast().isPattern()).isTrue();
  }
}

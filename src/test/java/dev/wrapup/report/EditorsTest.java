package dev.wrapup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.Runner;
import dev.wrapup.judge.Shown;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.Editor;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.Drift;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.format.SizeLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who edited a code is told by a name that they chose, or by an id that the server did.
class EditorsTest {
  private static final OutputStyle UNDER_A_RUNNER = new OutputStyle(false, 0, true);

  private static Drift edited(String id, Map<String, Editor> editors) {
    LastEdit edit = new LastEdit(Optional.of(id), Optional.empty());
    LiveCode live = new LiveCode("1", "1", "CODE", Map.of(), Optional.of(edit));
    return new Drift(
        Plans.drifted(0, "text"), List.of(), List.of(), List.of(live), Map.copyOf(editors));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_it_was_is_told_as_text(boolean isNamed) {
    for (String hostile : Hostile.texts()) {
      Drift drift =
          isNamed
              ? edited("6f1d", Map.of("6f1d", new Editor.Person(hostile)))
              : edited(hostile, Map.of());

      String text = Renderers.render(DriftDoc.of(drift, Plans.FACTS), "text", UNDER_A_RUNNER);
      String markdown =
          Renderers.markdown(DriftDoc.of(drift, Plans.FACTS), UNDER_A_RUNNER, SizeLimit.COMMENT);

      Terminal.holdPlain(text);
      Runner.holdHarmless(text);
      Runner.holdHarmless(markdown);
      assertThat(GitHubMarkdown.hold(markdown, false).spans())
          .anyMatch(span -> Shown.is(hostile, span));
    }
  }
}

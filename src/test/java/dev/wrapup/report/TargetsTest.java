package dev.wrapup.report;

import dev.wrapup.Hostile;
import dev.wrapup.judge.Runner;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.Target;
import dev.wrapup.plan.Adoptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a target is called is checked long before it is told, and told as if it weren't. So is why
/// something is left as it is.
class TargetsTest {
  private static final Look UNDER_A_RUNNER = new Look(false, 0, true);

  private static Target target(String text) {
    return new Target(text, text, Optional.of(text), text);
  }

  private static void hold(String text) {
    Terminal.holdPlain(text);
    Runner.holdHarmless(text);
  }

  @Test
  void a_doctor_tells_it_as_text() {
    for (String hostile : Hostile.texts()) {
      DoctorReport.Check check =
          new DoctorReport.Check("token", DoctorReport.Check.State.FAILED, hostile, hostile);

      hold(new DoctorReport(target(hostile), List.of(check)).text(UNDER_A_RUNNER));
    }
  }

  @Test
  void an_adoption_tells_it_as_text() {
    for (String hostile : Hostile.texts()) {
      Adoptions.Left left = new Adoptions.Left(hostile, Optional.empty(), hostile);
      Adoptions none = new Adoptions(List.of(), List.of(left));

      hold(
          new AdoptReport(target(hostile), List.of(), List.of(), none, List.of())
              .text(UNDER_A_RUNNER));
    }
  }
}

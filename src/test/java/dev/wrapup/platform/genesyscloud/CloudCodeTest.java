package dev.wrapup.platform.genesyscloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudCodeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-28T10:00:28.100Z, 2026-11-28T10:00:28.722Z, -1",
    "2026-11-28T10:00:28.72Z, 2026-11-28T10:00:28.719Z, 1",
    "2026-11-28T10:00:28.720000Z, 2026-11-28T10:00:28.72Z, 0",
    "2026-11-28T10:00:28Z, 2026-11-28T10:00:28.722Z, 0",
    "2026-11-28T10:00:29Z, 2026-11-28T10:00:28.722Z, 1",
    "2026-11-28T12:00:28.100+02:00, 2026-11-28T10:00:28.722Z, -1",
    "'', 2026-11-28T10:00:28.722Z, 0",
    "yesterday, 2026-11-28T10:00:28.722Z, 0",
    "+999999999-12-31T23:59:59-18:00, 2026-11-28T10:00:28.722Z, 0",
  })
  void times_are_compared_as_far_as_they_tell(String one, String other, int expected) {
    int compared = CloudCode.compareTimes(one, other);

    assertThat(Integer.signum(compared)).isEqualTo(expected);
    assertThat(Integer.signum(CloudCode.compareTimes(other, one))).isEqualTo(-expected);
  }
}

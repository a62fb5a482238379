package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSegmentTest {
  private static final HttpUrl BASE = Objects.requireNonNull(HttpUrl.parse("http://127.0.0.1/"));

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "%2e%2e", "a b", "a/../b", "a?b#c", "a+b", "ü\n", "a;b"})
  void whatever_somebody_calls_a_thing_leads_to_no_other_path(String id) {
    HttpUrl url = Objects.requireNonNull(BASE.resolve("/api/codes/" + UrlSegment.of(id)));

    assertThat(url.encodedPath()).startsWith("/api/codes/");
    assertThat(url.pathSize()).isEqualTo(3);
    assertThat(url.query()).isNull();
    assertThat(url.fragment()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/../b", "a+b", "ü\n", "%2e%2e", "8d1e-4f"})
  void a_server_reads_what_was_meant(String id) {
    HttpUrl url = Objects.requireNonNull(BASE.resolve("/api/codes/" + UrlSegment.of(id)));

    assertThat(url.pathSegments().getLast()).isEqualTo(id);
  }
}

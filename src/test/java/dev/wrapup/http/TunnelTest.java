package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wrapup.Kind;
import dev.wrapup.Relay;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a proxy is asked, before anything encrypted goes through it, and what it may answer.
@Timeout(60)
class TunnelTest {
  static final Relay.Fate[] SLOW = {
    Relay.ENDLESS_HEADERS,
    // and never a word of TLS
    new Relay.Answer("HTTP/1.1 200 Connection established\r\n\r\n")
  };

  @AutoClose private final Relay proxy = Relay.to(URI.create("http://127.0.0.1:9"));

  private HttpFailure failure(String user, Duration time) {
    URI api = URI.create("https://api.example.com");
    String address = "http://" + user + "127.0.0.1:" + proxy.url().getPort();
    ClientSettings settings =
        new ClientSettings(
            api,
            Kind.VERSIONED.platform().login(api, "somebody", new Secret("s3cr3t"), true),
            RateBudget.unlimited(),
            Deadline.after(time),
            Map.of("HTTPS_PROXY", address),
            Optional.empty(),
            Clock.systemUTC(),
            line -> {});
    return catchThrowableOfType(
        HttpFailure.class, () -> new ApiClient(settings).get("/api/v2/routing/wrapupcodes", ""));
  }

  private void answers(String answer) {
    proxy.let(request -> new Relay.Answer(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "me:hunter2@"})
  void a_proxy_is_told_what_asks(String user) {
    answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

    failure(user, Duration.ofSeconds(20));

    assertThat(proxy.requests())
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.head()).contains("User-Agent: wrapup/" + UserAgent.VERSION);
              assertThat(request.head()).doesNotContain("okhttp").doesNotContain("hunter2");
              assertThat(request.head().contains("Proxy-Authorization")).isEqualTo(!user.isEmpty());
            });
  }

  @Test
  void a_proxy_gets_its_credentials_with_the_first_request() {
    answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

    failure("me:hunter2@", Duration.ofSeconds(20));

    String login =
        Base64.getEncoder().encodeToString("me:hunter2".getBytes(StandardCharsets.UTF_8));
    assertThat(proxy.requests().getFirst().head())
        .startsWith("CONNECT api.example.com:443 HTTP/1.1\r\n")
        .contains("Proxy-Authorization: Basic " + login);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | 407 No    | the proxy refused its credentials",
        "me:hunter2@ | 407 No    | the proxy refused its credentials",
        "me:hunter2@ | 403 No    | the proxy answered 403",
        "''          | 502 Bad   | the proxy answered 502",
        "''          | 302 There | the proxy answered 302"
      })
  void what_a_proxy_refuses_is_told_and_not_asked_for_ever(String user, String status, String why) {
    answers(
        "HTTP/1.1 %s\r\nProxy-Authenticate: Basic realm=x\r\nProxy-Authenticate: OkHttp-Preemptive\r\nContent-Length: 0\r\n\r\n"
            .formatted(status));

    HttpFailure failure = failure(user, Duration.ofSeconds(20));

    assertThat(failure.message()).isEqualTo("https://api.example.com can't be reached: " + why);
    assertThat(failure.next()).contains("HTTPS_PROXY").doesNotContain("hunter2");
    assertThat(proxy.requests()).hasSizeLessThan(10);
  }

  @ParameterizedTest
  @FieldSource("SLOW")
  void a_proxy_that_never_comes_to_an_end_ends_with_the_run(Relay.Fate fate) {
    proxy.let(request -> fate);
    long begin = System.nanoTime();

    HttpFailure failure = failure("", Duration.ofMillis(500));

    assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.OUT_OF_TIME);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }
}

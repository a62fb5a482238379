package dev.wrapup.http;

import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.SafeInt;
import dev.wrapup.http.response.StatusWords;
import dev.wrapup.http.secret.Redactor;
import dev.wrapup.http.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// A webhook receiver: events are sent by POST, signed by Standard Webhooks 1.0.0
/// (standardwebhooks.com, read 2026-11-24) if there is a secret. Redirects are not followed.
public final class Webhook {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpUrl url;
  private final String origin;
  private final Optional<com.standardwebhooks.Webhook> signer;
  private final OkHttpClient client;
  private final Deadline deadline;
  private final Consumer<String> log;
  private final Redactor redactor;

  /// A receiver.
  ///
  /// @param url HTTPS, or HTTP to loopback; its path and query may hold a secret and are never
  ///   shown
  /// @param secret base64, with or without `whsec_` in front
  /// @param environment the variables that name a proxy, and those with a secret that must not be
  ///   told
  /// @param deadline when telling has to be over
  /// @param log takes one line for each request that was made
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if that can't work
  public Webhook(
      String url,
      Optional<Secret> secret,
      Map<String, String> environment,
      Optional<Path> caFile,
      Deadline deadline,
      Consumer<String> log) {
    URI address = address(url);
    this.url = HttpUrl.get(address.toString());
    this.origin = SafeOrigin.of(address);
    this.client = Transport.builder(address, environment, caFile).callTimeout(TIMEOUT).build();
    this.redactor = Redactor.of(environment);
    this.signer = secret.map(Webhook::signer);
    this.deadline = deadline;
    this.log = log;
    redactor.learnPath(url);
  }

  private static URI address(String text) {
    try {
      URI url = URI.create(text);
      boolean isUsable =
          url.getHost() != null && url.getUserInfo() == null && HttpUrl.parse(text) != null;
      if (isUsable && SafeOrigin.isSafe(url)) return url;
    } catch (IllegalArgumentException e) {
      // told below; the text itself may hold a secret
    }
    throw new HttpFailure(
        HttpFailure.Kind.SETTINGS,
        "the webhook's URL is not an https:// address without user name and password",
        "set --webhook-url or WFM_WEBHOOK_URL to such an address; plain HTTP is for this machine alone");
  }

  private static com.standardwebhooks.Webhook signer(Secret secret) {
    try {
      return new com.standardwebhooks.Webhook(secret.reveal().strip());
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "WFM_WEBHOOK_SECRET is not base64",
          "set it to the secret as the receiver gave it, such as whsec_…");
    }
  }

  /// Scheme, host and port.
  public String origin() {
    return origin;
  }

  /// The deadline of all deliveries.
  public Deadline deadline() {
    return deadline;
  }

  /// The response of the receiver.
  public sealed interface Answer {}

  /// The event was accepted.
  ///
  /// @param status 2xx
  public record Accepted(int status) implements Answer {}

  /// The event was rejected permanently.
  public record Refused(String reason) implements Answer {}

  /// A transient failure.
  ///
  /// @param retryAfter how long it asks to wait
  public record Unavailable(String reason, Optional<Duration> retryAfter) implements Answer {}

  /// Delivers one event, without a retry.
  ///
  /// @param id the same at each try
  /// @param now the time of this try
  public Answer post(String id, String body, Instant now) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .post(RequestBody.create(bytes, JSON));
    signer.ifPresent(
        key -> request.header("webhook-signature", sign(key, id, now.getEpochSecond(), body)));
    long begin = System.nanoTime();
    try (Deadline.Wait _ = deadline.waiting("for %s to take an event".formatted(origin()))) {
      return HttpCall.call(
          client,
          request.build(),
          "the webhook",
          deadline,
          redactor,
          response -> answered(response, id, begin));
    } catch (IOException e) {
      String why = NetworkErrors.describe(e);
      log("no answer: " + why, id, begin);
      return new Unavailable("%s gave no answer: %s".formatted(origin(), why), Optional.empty());
    }
  }

  private Answer answered(Response response, String id, long begin) {
    int status = response.code();
    log(String.valueOf(status), id, begin);
    if (status >= 200 && status < 300) return new Accepted(status);
    String reason = "%s answered %s".formatted(origin(), StatusWords.of(status));
    boolean mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
    return mayPass
        ? new Unavailable(
            reason, SafeInt.number(response.header("Retry-After", "")).map(Duration::ofSeconds))
        : new Refused(reason);
  }

  private void log(String outcome, String id, long begin) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    log.accept("POST " + origin + " webhook " + id + " → " + outcome + ", " + millis + " ms");
  }

  private static String sign(
      com.standardwebhooks.Webhook key, String id, long seconds, String body) {
    try {
      return key.sign(id, seconds, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}

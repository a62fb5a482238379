package dev.wrapup.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.sandbox.http.ApiRoutes.Denial;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Wraps every request of any dialect: request id, injected faults, rate limit, error responses.
public final class RequestFilter {
  private final ApiRoutes api;
  private final AtomicLong answered = new AtomicLong();

  public RequestFilter(ApiRoutes api) {
    this.api = api;
  }

  /// How much is read of a body: what is beyond is refused.
  public int mostBytes() {
    return api.mostBytes() + 1;
  }

  public void expireTokens() {
    api.expireTokens();
  }

  public Response answer(HttpExchange exchange, byte[] body, List<Fault> faults) {
    String requestId = "sandbox-" + answered.incrementAndGet();
    RateLimit.State rate = RateLimit.State.NONE;
    try {
      Optional<Response> fault = fault(faults, requestId);
      if (fault.isPresent()) return fault.get();
      rate = enter(exchange);
      if (rate.waitSeconds() > 0) {
        String wait = Long.toString(rate.waitSeconds());
        return refusal(api.refused(Denial.RATE, wait), requestId, rate).with("Retry-After", wait);
      }
      if (body.length > api.mostBytes()) {
        throw api.refused(Denial.SIZE, Integer.toString(api.mostBytes()));
      }
      byte[] called = api.call(exchange, body, faults);
      return new Response(200, called, api.headers(requestId, rate));
    } catch (ApiError e) {
      return refusal(e, requestId, rate);
    }
  }

  /// The state of the limit that refuses the request, or else of the first.
  private RateLimit.State enter(HttpExchange exchange) {
    RateLimit.State first = RateLimit.State.NONE;
    for (RateLimit limit : api.limits(exchange)) {
      RateLimit.State state = limit.enter();
      if (state.waitSeconds() > 0) return state;
      if (first.equals(RateLimit.State.NONE)) first = state;
    }
    return first;
  }

  private Response refusal(ApiError e, String requestId, RateLimit.State rate) {
    byte[] body = api.error(e.status, e.code, String.valueOf(e.getMessage()), requestId);
    return new Response(e.status, body, api.headers(requestId, rate));
  }

  private Optional<Response> fault(List<Fault> faults, String requestId) {
    Map<String, String> headers = new HashMap<>(api.headers(requestId, RateLimit.State.NONE));
    for (Fault fault : faults) {
      switch (fault.kind()) {
        case REFUSE -> {
          Optional<String> wait = fault.number().map(seconds -> Integer.toString(seconds));
          ApiError refused = api.refused(Denial.RATE, wait.orElse("0"));
          Response answer = refusal(refused, requestId, RateLimit.State.NONE);
          return Optional.of(wait.map(text -> answer.with("Retry-After", text)).orElse(answer));
        }
        case STATUS -> throw new ApiError(fault.number().orElse(503), "fault", "as the fault asks");
        case GARBAGE -> {
          byte[] page = "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8);
          return Optional.of(new Response(200, page, headers));
        }
        case EXPIRE -> throw new ApiError(401, "token-expired", "the token expired");
        case LATENCY, RESET_BEFORE, RESET_AFTER, CUT, REPEAT_PAGE, FOREIGN_PAGE -> {}
      }
    }
    return Optional.empty();
  }
}

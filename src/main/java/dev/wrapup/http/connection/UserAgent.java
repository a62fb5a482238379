package dev.wrapup.http.connection;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/// How every request says what sends it (RFC 9110 section 10.1.5, read 2026-11-28).
public final class UserAgent implements Interceptor {
  /// The program's version. A test holds it to the project's own file.
  public static final String VERSION = "0.1.0";

  private static final String NAME = "User-Agent";
  private static final String PRODUCT = "wrapup/" + VERSION;

  @Override
  public Response intercept(Chain chain) throws IOException {
    return chain.proceed(on(chain.request()));
  }

  static boolean isOn(Request request) {
    return PRODUCT.equals(request.header(NAME));
  }

  static Request on(Request request) {
    return request.newBuilder().header(NAME, PRODUCT).build();
  }
}

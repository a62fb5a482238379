package dev.wrapup.http.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.http.secret.Redactor;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What to do about an error, with what the server says of it.
class ErrorHintsTest {
  private static String remedy(String message) {
    String error =
        """
        {"code": "missing.permissions", "message": "%s"}"""
            .formatted(message);
    Redactor redactor = Redactor.of(Map.of("GENESYS_CLIENT_SECRET", "abcdefgh"));
    return new Reply(403, error.getBytes(UTF_8), Optional.empty(), "", redactor)
        .remedy()
        .orElse("");
  }

  @Test
  void the_missing_permissions_are_named() {
    assertThat(remedy("lacks routing:wrapupCode:edit, routing:wrapupCode:view"))
        .endsWith("permission routing:wrapupCode:edit, routing:wrapupCode:view");
  }

  @Test
  void a_secret_that_looks_like_a_permission_is_not_repeated() {
    assertThat(remedy("lacks routing:abcdefgh:edit, routing:wrapupCode:view"))
        .endsWith("permission routing:wrapupCode:view")
        .doesNotContain("abcdefgh");
  }
}

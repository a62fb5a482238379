package dev.wrapup.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import dev.wrapup.plan.diff.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Others can make a digest, from what RFC 8785 says of JSON.
class DigestTest {
  private static final Target TARGET =
      new Target("an-api", "here", Optional.empty(), "http://127.0.0.1");

  /// Texts, and how they are written.
  private static final Map<String, String> TEXTS =
      Map.of(
          "", "",
          "plain", "plain",
          "\"a\" \\", "\\\"a\\\" \\\\",
          "\b\f\n\r\t", "\\b\\f\\n\\r\\t",
          "\0x\u001f\u007f", "\\u0000x\\u001f\u007f",
          "ä📞€/<>\u2028", "ä📞€/<>\u2028",
          "\ud83d", "\\ud83d",
          "\udcde\ud83dx", "\\udcde\\ud83dx",
          "📞\udcde📞\ud83d", "📞\\udcde📞\\ud83d");

  @Test
  void a_text_has_one_form() {
    TEXTS.forEach(
        (text, written) -> {
          Effect.Part part =
              new Effect.Part("name", Optional.of(new Value.Text(text)), Optional.empty());
          Effect effect = new Effect(Effect.Action.UPDATE, Optional.of("1"), "A", List.of(part));

          assertThat(Digest.of(TARGET, List.of(effect)))
              .as(written)
              .isEqualTo(
                  "sha256:"
                      + Sha256.hex(
                          """
                          {"changes":[{"action":"update","code":"A","fields":[{"field":"name","from":"%s","to":null}],"id":"1"}],\
                          "target":{"api":"an-api","baseUrl":"http://127.0.0.1","environment":"here","organization":null}}"""
                              .formatted(written)));
        });
  }
}

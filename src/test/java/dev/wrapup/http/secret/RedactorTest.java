package dev.wrapup.http.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Encodings;
import dev.wrapup.Linear;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret is found however it is encoded, and nothing else is touched.
class RedactorTest {
  private static final List<String> SECRETS =
      List.of(
          "s3cr3t+of/the \"client\"&é",
          "hunter2hunter2",
          "abcd",
          "41abcdef%41\\n",
          "nd9s<>'x'=~!*()",
          "пароль-密码-🔑",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x-Y_z0123456789");

  /// Those that nobody encodes once more.
  private static final List<UnaryOperator<String>> OUTERMOST =
      List.of(
          text -> new String(text.getBytes(UTF_8), ISO_8859_1),
          text ->
              Base64.getMimeEncoder(8, new byte[] {'\r', '\n'})
                  .encodeToString(text.getBytes(UTF_8)));

  private static final List<String> AROUND =
      List.of("is %s, they say", "%s", "%s\n", "Basic %s", "\"%s\"", "<b>%s</b>");

  /// What a message of a server may be.
  private static final int LONGEST = 1 << 16;

  private static Redactor knowing(String secret) {
    return Redactor.of(Map.of("GENESYS_CLIENT_SECRET", secret));
  }

  private static void hold(String secret, String encoded, List<String> arounds) {
    for (String around : arounds) {
      String text = around.replace("%s", encoded);

      String redacted = knowing(secret).redact(text);

      assertThat(redacted).as(secret + " as " + encoded).isEqualTo(around.replace("%s", "***"));
    }
  }

  @Test
  void a_secret_is_replaced_in_each_encoding_and_in_two_of_them() {
    for (String secret : SECRETS) {
      for (UnaryOperator<String> inner : Encodings.ALL) {
        String once = inner.apply(secret);
        hold(secret, once, AROUND);
        for (UnaryOperator<String> outer : Encodings.ALL) {
          hold(secret, outer.apply(once), AROUND.subList(0, 1));
        }
      }
      for (UnaryOperator<String> outermost : OUTERMOST) {
        hold(secret, outermost.apply(secret), AROUND);
      }
    }
  }

  /// Each text as long as anything that is told may be.
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 8, 12, 30})
  void a_secret_is_replaced_however_many_encodings_are_around_it(int depth) {
    Random random = new Random(depth);
    int tried = 0;
    for (int i = 0; i < 400 && tried < 40; i++) {
      String secret = SECRETS.get(random.nextInt(SECRETS.size()));
      String encoded = secret;
      for (int k = 0; k < depth && encoded.length() < LONGEST; k++) {
        encoded = Encodings.ALL.get(random.nextInt(Encodings.ALL.size())).apply(encoded);
      }
      if (encoded.length() >= LONGEST) continue;
      tried++;
      hold(secret, encoded, AROUND.subList(0, 1));
    }
    assertThat(tried).isGreaterThan(depth > 6 ? 0 : 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8, 13})
  void a_secret_is_replaced_in_one_encoding_that_is_repeated(int depth) {
    for (String secret : SECRETS) {
      for (UnaryOperator<String> encoding : Encodings.ALL) {
        String encoded = secret;
        for (int k = 0; k < depth && encoded.length() < LONGEST; k++) {
          encoded = encoding.apply(encoded);
        }
        if (encoded.length() < LONGEST) hold(secret, encoded, AROUND.subList(0, 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "41abc+def, %41abc%2Bdef",
    "41abc+def, %41abc%252Bdef",
    "1abcd+ef, %41abcd%2Bef",
    "0041abc&def, \\u0041abc\\u0026def",
    "nabc\"def, \\nabc\\\"def",
    "65;abc&def, &#65;abc&amp;def",
    "41abc+def, %41abc\\u002bdef"
  })
  void what_stands_before_a_secret_that_is_encoded_in_part_does_not_hide_it(
      String secret, String text) {
    String redacted = knowing(secret).redact(text);

    assertThat(redacted).contains("***").doesNotContain("abc").doesNotContain("def");
  }

  /// `seed` goes on and on, and may stand for something else each time that it is decoded.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%25",
        "25",
        "&amp;",
        "amp;",
        "\\",
        "\\u005c",
        "%2B",
        "%26amp;%2525",
        "QUJD",
        "VFRU",
        "4142",
        "3433",
        "+",
        "\n",
        "+%26&#37;\\\\",
        "\\u0025",
        "TTTT",
        "MTQx"
      })
  void any_text_takes_time_in_proportion_to_its_length(String seed) {
    Redactor redactor = knowing("hunter2hunter2");

    Linear.assertThatWorkIs(
        8_000, size -> redactor.redact("%" + seed.repeat(size / seed.length()) + "hunter2hunter2"));
  }

  @Test
  void what_can_not_be_seen_through_is_not_told() {
    String text = "%" + "25".repeat(8_000) + "41";

    assertThat(knowing("hunter2hunter2").redact(text)).isEqualTo("***");
    assertThat(knowing("hunter2hunter2").secretIn(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "\\", "&", "%4", "\\u00", "&#", "x", "/", "=", "a1", "\r\n", "&amp;"})
  void what_stands_around_a_secret_does_not_hide_it(String around) {
    for (String secret : SECRETS) {
      String redacted = knowing(secret).redact(around + secret + around);

      assertThat(redacted).isEqualTo(around + "***" + around);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "&", "&#", "x", "/", "=", "a1", "\r\n", "&amp;", "+", "a"})
  void what_stands_around_an_encoded_secret_does_not_hide_it(String around) {
    for (String secret : SECRETS) {
      for (UnaryOperator<String> encoding : Encodings.ALL) {
        String encoded = encoding.apply(secret);
        String text = around + encoded + around;

        String redacted = knowing(secret).redact(text);

        assertThat(redacted).as(text).contains("***").doesNotContain(encoded);
      }
    }
  }

  @Test
  void a_secret_is_replaced_each_time_that_it_stands_there() {
    for (String secret : SECRETS) {
      for (UnaryOperator<String> encoding : Encodings.ALL) {
        String encoded = encoding.apply(secret);

        String redacted = knowing(secret).redact(encoded + " " + secret + " " + encoded);

        assertThat(redacted).isEqualTo("*** *** ***");
      }
    }
  }

  @Test
  void a_secret_of_a_few_letters_is_replaced_where_it_stands_alone() {
    Redactor redactor = knowing("pw");

    assertThat(redactor.redact("pw: got pw, not pwd or a \"pw\" (%70w) "))
        .isEqualTo("***: got ***, not pwd or a \"***\" (***) ");
    assertThat(redactor.redact("Basic " + Encodings.base64("me:pw"))).isEqualTo("Basic ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "409 duplicate-code: it is taken (request 1f0c9a3e-55d1-4f6e-9a51-2a7a3f3c2b10)",
        "100% of A+B & C&D; \\o/ %zz &nothing; \\q \n SGVsbG8gd29ybGQ= 0123456789abdcef",
        "Überweisung an Abteilung 41abcfe, hunter2 hunter, abc d"
      })
  void what_is_no_secret_stays_as_it_is(String text) {
    for (String secret : SECRETS) assertThat(knowing(secret).redact(text)).isEqualTo(text);
  }

  @Test
  void a_text_of_any_length_is_searched_at_its_seams_too() {
    String secret = SECRETS.getFirst();
    Redactor redactor = knowing(secret);
    String encoded = Encodings.bytewise(secret, "%%%02X");
    Random random = new Random(7);
    for (int length = 65_000; length < 400_000; length += 60_011) {
      StringBuilder text = new StringBuilder("-".repeat(length));
      for (int i = 0; i < 20; i++)
        text.insert(random.nextInt(text.length()), i % 2 == 0 ? secret : encoded);

      String redacted = redactor.redact(text.toString());

      assertThat(redacted).doesNotContain(secret).doesNotContain(encoded);
      assertThat(redacted.chars().filter(c -> c == '-').count()).isGreaterThan(length - 20L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://me:of-the-proxy@proxy.example:8080, of-the-proxy",
    "HTTPS_PROXY, me:of-the/pr@xy@:x, of-the/pr@xy",
    "https_proxy, socks5://me:of%2Bthe%20proxy@proxy.example, of+the proxy",
    "HTTPS_PROXY, http://only-a-token@proxy.example, only-a-token",
    "GENESYS_BASE_URL, 'https://me:of the base@ho st/', of the base",
    "GITHUB_API_URL, https://me:of-github@host, of-github",
    "WFM_WEBHOOK_URL, https://me:of-the-box@wfm.example/in, of-the-box",
    "WFM_WEBHOOK_URL, https://wfm.example/in?key=of-the-box&x=1, of-the-box",
    "WFM_WEBHOOK_URL, https://wfm.example/hooks/T0/B0/xyz, /hooks/T0/B0/xyz",
    "GENESYSCLOUD_ACCESS_TOKEN, the-given-token, the-given-token",
    "GENESYSCLOUD_OAUTHCLIENT_SECRET, of-the-client, of-the-client",
    "WFM_WEBHOOK_SECRET, whsec_d2VicGVjcmV0LW9uZQ==, whsec_d2VicGVjcmV0LW9uZQ==",
    "WRAPUP_JOURNAL_KEY, journal+key, journal+key",
    "GITHUB_TOKEN, ghs_123456, ghs_123456",
    "WRAPUP_GITLAB_TOKEN, glpat-1234, glpat-1234",
    "GITLAB_TOKEN, glpat-1234, glpat-1234",
    "CI_API_V4_URL, https://me:of-gitlab@host/api/v4, of-gitlab"
  })
  void each_variable_with_a_secret_is_known(String variable, String value, String secret) {
    Redactor redactor = Redactor.of(Map.of(variable, value));

    assertThat(redactor.redact("it says " + secret + " to us")).isEqualTo("it says *** to us");
    assertThat(redactor.secretIn("it says " + Encodings.base64(secret)).orElse(""))
        .contains(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "GENESYS_CLIENT_ID, the-client",
    "GENESYS_BASE_URL, https://host.example",
    "HTTPS_PROXY, http://proxy.example:8080",
    "WFM_WEBHOOK_URL, https://wfm.example/events",
    "GENESYS_ENV, us-east-1"
  })
  void what_is_told_anyway_is_no_secret(String variable, String value) {
    assertThat(Redactor.of(Map.of(variable, value)).redact(value)).isEqualTo(value);
  }

  @Test
  void a_catalog_holds_no_secret_by_chance() {
    assertThat(knowing("7letter").secretIn("a 7letter word")).isEmpty();
    assertThat(knowing("8letters").secretIn("of 8letters")).contains("GENESYS_CLIENT_SECRET");
  }

  @Test
  void a_catalog_holds_no_secret_within_what_is_encoded_as_a_whole() {
    for (String secret : SECRETS) {
      if (secret.length() < 8) continue;
      for (UnaryOperator<String> inner : Encodings.ALL) {
        for (UnaryOperator<String> outer : Encodings.ALL) {
          String text = " xx " + outer.apply("q&#65;" + inner.apply(secret) + "ï&#0000043;");

          assertThat(knowing(secret).secretIn(text)).as(text).isPresent();
        }
      }
    }
  }

  @Test
  void a_catalog_holds_no_secret_at_any_place() {
    for (String secret : SECRETS) {
      if (secret.length() < 8) continue;
      for (UnaryOperator<String> encoding : Encodings.ALL) {
        for (int before = 0; before < 60; before++) {
          String text = "-".repeat(before) + encoding.apply(secret);

          assertThat(knowing(secret).secretIn(text)).as(text).isPresent();
        }
      }
    }
  }
}

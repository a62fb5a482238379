package dev.wrapup.http.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Redacts the known secrets of a run, in any encoding, from server responses: a server may echo
/// them. All response text in messages passes [#redact] before it is truncated or escaped.
/// Thread-safe.
public final class Redactor {
  /// Variables whose value is a secret.
  private static final List<String> SECRETS =
      List.of(
          "GENESYS_CLIENT_SECRET",
          "GENESYSCLOUD_OAUTHCLIENT_SECRET",
          "GENESYSCLOUD_ACCESS_TOKEN",
          "WFM_WEBHOOK_SECRET",
          "WRAPUP_JOURNAL_KEY",
          "GITHUB_TOKEN",
          "WRAPUP_GITLAB_TOKEN",
          "GITLAB_TOKEN");

  private static final String WEBHOOK = "WFM_WEBHOOK_URL";

  /// Variables with a URL, which may contain a password.
  private static final List<String> ADDRESSES =
      List.of(
          "HTTPS_PROXY",
          "https_proxy",
          "GENESYS_BASE_URL",
          "GITHUB_API_URL",
          "CI_API_V4_URL",
          WEBHOOK);

  private static final int LONGEST = 200;
  private static final String MASK = "***";

  /// A shorter one may occur in a catalog by chance.
  private static final int SHORTEST_IN_CATALOG = 8;

  private volatile SecretSearch inWords = new SecretSearch(List.of(), true);
  private volatile SecretSearch inData = new SecretSearch(List.of(), false);

  /// A redactor for the secrets in the environment.
  public static Redactor of(Map<String, String> variables) {
    Redactor redactor = new Redactor();
    for (String name : SECRETS) redactor.learn(name, variables.getOrDefault(name, ""));
    for (String name : ADDRESSES) {
      for (String secret : AddressSecrets.ofUser(variables.getOrDefault(name, ""))) {
        redactor.learn("the password in " + name, secret);
      }
    }
    redactor.learnPath(variables.getOrDefault(WEBHOOK, ""));
    return redactor;
  }

  /// Registers the secrets in a webhook URL.
  public void learnPath(String address) {
    for (String secret : AddressSecrets.ofPath(address)) learn("the path of " + WEBHOOK, secret);
  }

  /// Registers a secret, including its form after a charset mismatch.
  ///
  /// @param name what people call it
  public synchronized void learn(String name, String secret) {
    String text = secret.strip();
    if (text.isEmpty()) return;
    Set<String> forms = new LinkedHashSet<>(List.of(text));
    forms.add(new String(text.getBytes(UTF_8), ISO_8859_1));
    boolean isLatin = text.chars().allMatch(c -> c <= 0xFF);
    if (isLatin) forms.add(new String(text.getBytes(ISO_8859_1), UTF_8));
    inWords = inWords.with(forms, name);
    if (text.length() < SHORTEST_IN_CATALOG) return;
    inData = inData.with(forms, name).with(EncodedRuns.encoded(text), name);
  }

  /// The text with `***` in place of each secret.
  public String redact(String text) {
    List<SecretSearch.Span> spans = inWords.find(text);
    if (spans.isEmpty()) return text;
    StringBuilder redacted = new StringBuilder();
    int done = 0;
    Comparator<SecretSearch.Span> order = Comparator.comparingInt(SecretSearch.Span::begin);
    for (SecretSearch.Span span : spans.stream().sorted(order).toList()) {
      if (span.begin() >= done) redacted.append(text, done, span.begin()).append(MASK);
      done = Math.max(done, span.end());
    }
    return redacted.append(text, done, text.length()).toString();
  }

  /// The same as one line of bounded length, for parser messages.
  public String quote(@Nullable String text) {
    String redacted = redact(String.valueOf(text));
    String line = redacted.lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /// The name of a secret in the text that can't be there by chance.
  public Optional<String> secretIn(String text) {
    if (text.length() < SHORTEST_IN_CATALOG) return Optional.empty();
    List<SecretSearch.Span> spans = inData.find(text);
    return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getFirst().form().name());
  }
}

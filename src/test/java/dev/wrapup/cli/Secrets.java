package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What a run was given that must stand nowhere in what it prints and writes, neither as it is nor
/// encoded.
final class Secrets {
  private static final List<String> VARIABLES =
      List.of(
          "GENESYS_CLIENT_SECRET",
          "WFM_WEBHOOK_SECRET",
          "WRAPUP_JOURNAL_KEY",
          "GITHUB_TOKEN",
          "WRAPUP_GITLAB_TOKEN",
          "GITLAB_TOKEN");

  /// How the tokens begin that servers of tests hand out.
  private static final List<String> TOKENS = List.of("sandbox-token-", "t0k3n");

  private static final Pattern USER = Pattern.compile("//([^/@]*)@|^([^/@:]*:[^/@]*)@");

  /// Shorter ones stand everywhere by chance.
  private static final int LEAST = 5;

  private static final JsonMapper JSON = new JsonMapper();

  private final Set<String> forms = new LinkedHashSet<>();

  private Secrets() {}

  /// All that the environment and the arguments hold, and the tokens that servers give.
  static Secrets of(Map<String, String> environment, String... args) {
    Secrets secrets = new Secrets();
    TOKENS.forEach(secrets::add);
    for (String name : VARIABLES) {
      if (environment.containsKey(name)) secrets.add(environment.get(name));
    }
    environment.values().forEach(secrets::addUser);
    Arrays.asList(args).forEach(secrets::addUser);
    if (environment.containsKey("WFM_WEBHOOK_URL"))
      secrets.addUrl(environment.get("WFM_WEBHOOK_URL"));
    int url = Arrays.asList(args).indexOf("--webhook-url");
    if (url >= 0 && url + 1 < args.length) secrets.addUrl(args[url + 1]);
    return secrets;
  }

  /// The password of a URL.
  private void addUser(String text) {
    Matcher user = USER.matcher(text);
    while (user.find()) {
      String known = user.group(1) == null ? user.group(2) : user.group(1);
      add(known.substring(known.indexOf(':') + 1));
    }
  }

  /// What a URL may hold in its path and its query.
  private void addUrl(String url) {
    String rest = url.replaceFirst("^[a-z]+://[^/?]*", "");
    if (rest.equals(url) || rest.length() < LEAST) return;
    add(rest);
    if (rest.indexOf('?') < 0) return;
    for (String pair : rest.substring(rest.indexOf('?') + 1).split("&")) {
      add(pair.substring(pair.indexOf('=') + 1));
    }
  }

  private void add(String secret) {
    if (secret.length() < LEAST) return;
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(text(bytes));
    String json = JSON.writeValueAsString(secret);
    forms.add(text(json.substring(1, json.length() - 1).getBytes(StandardCharsets.UTF_8)));
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    for (String url : List.of(form, form.replace("+", "%20"))) {
      forms.add(url);
      forms.add(url.toLowerCase(Locale.ROOT));
    }
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int shift = 0; shift < 3; shift++) addBase64(bytes, shift);
    String standardWebhooks = "whsec_";
    if (secret.startsWith(standardWebhooks)) add(secret.substring(standardWebhooks.length()));
  }

  /// What stays the same of a secret's base64, whatever stands around the secret.
  private void addBase64(byte[] secret, int shift) {
    byte[] shifted = new byte[shift + secret.length];
    System.arraycopy(secret, 0, shifted, shift, secret.length);
    int from = (shift * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
    forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
  }

  /// Bytes, one character each, so that those that are no text are looked through as well.
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Holds that none of them stands in some bytes.
  void holdNotIn(String name, byte[] bytes) {
    String text = text(bytes);
    for (String form : forms) {
      assertThat(text.contains(form)).as("a secret, as %s, in %s:%n%s", form, name, text).isFalse();
    }
  }

  /// Holds that none of them stands in the files of a folder.
  ///
  /// @param before those that were there already, and are not looked at unless they were changed
  void holdNotIn(Path folder, Map<Path, List<Object>> before) {
    Map<Path, List<Object>> now = files(folder);
    for (Path file : now.keySet()) {
      if (now.get(file).equals(before.get(file))) continue;
      try {
        holdNotIn(file.toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The files of a folder, each with what changes when it is written.
  static Map<Path, List<Object>> files(Path folder) {
    Map<Path, List<Object>> files = new HashMap<>();
    if (!Files.isDirectory(folder)) return files;
    try (Stream<Path> all =
        Files.find(folder, 99, (path, attributes) -> attributes.isRegularFile())) {
      for (Path file : all.filter(path -> !path.toString().contains("/.git/")).toList()) {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(file, List.of(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey())));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

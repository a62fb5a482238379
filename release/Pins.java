import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Packages of Debian, each pinned in `release/debian.tsv` by its version and its SHA-256. A mirror
/// keeps a version until an update takes its place; snapshot.debian.org keeps them all.
///
/// `java release/Pins.java` renews the list, on a Debian of the release that it is about.
final class Pins {
  private static final Path LIST = Path.of("release", "debian.tsv");
  private static final Path FOLDER = Path.of("target", "debian");

  /// Its interface by machines (read 2026-11-28).
  private static final String SNAPSHOT =
      System.getProperty("wrapup.snapshot", "https://snapshot.debian.org");

  private static final long MOST_BYTES = 100_000_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*}");
  private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([0-9a-f]{40})\"");

  private Pins() {}

  /// @param architecture by Debian's word, such as `amd64`
  private record Pin(String architecture, String name, String version, String sha256) {
    static Pin of(String line) {
      String[] words = line.split("\t");
      return new Pin(words[0], words[1], words[2], words[3]);
    }

    /// As apt calls the file.
    Path file() {
      return FOLDER.resolve(
          "%s_%s_%s.deb".formatted(name, version.replace(":", "%3a"), architecture));
    }

    /// As apt takes it.
    String wanted() {
      return "%s:%s=%s".formatted(name, architecture, version);
    }

    String line() {
      return String.join("\t", architecture, name, version, sha256);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    renew();
  }

  /// @return the content of a package
  static byte[] fetch(String architecture, String name) throws IOException, InterruptedException {
    Pin pin =
        Files.readAllLines(LIST).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Pin::of)
            .filter(it -> it.architecture().equals(architecture) && it.name().equals(name))
            .findFirst()
            .orElseThrow();
    Files.createDirectories(FOLDER);
    if (!Files.exists(pin.file()) && !isDownloaded(pin)) Files.write(pin.file(), kept(pin));
    byte[] content = Files.readAllBytes(pin.file());
    if (sha256(content).equals(pin.sha256())) return content;
    Files.delete(pin.file());
    throw new IllegalStateException(
        "%s is not what %s says, and was deleted".formatted(pin.file(), LIST));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isDownloaded(Pin pin) throws InterruptedException {
    try {
      return new ProcessBuilder("apt-get", "download", "-qq", pin.wanted())
              .directory(FOLDER.toFile())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no apt-get
    }
  }

  /// A package as snapshot.debian.org keeps it: found by its version, named by its SHA-1.
  private static byte[] kept(Pin pin) throws InterruptedException {
    System.err.println("apt-get gave no %s, %s is asked".formatted(pin.wanted(), SNAPSHOT));
    String files =
        "%s/mr/binary/%s/%s/binfiles".formatted(SNAPSHOT, pin.name(), encoded(pin.version()));
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      String list = new String(get(client, files), StandardCharsets.UTF_8);
      for (Matcher file = OBJECT.matcher(list); file.find(); ) {
        Matcher hash = HASH.matcher(file.group());
        if (hash.find() && file.group().contains('"' + pin.architecture() + '"')) {
          return get(client, SNAPSHOT + "/file/" + hash.group(1));
        }
      }
      throw new IOException("no file of %s at %s".formatted(pin.architecture(), files));
    } catch (IOException e) {
      throw new IllegalStateException(lost(pin, e), e);
    }
  }

  private static String encoded(String version) {
    return version.replace("~", "%7E").replace("+", "%2B").replace(":", "%3A");
  }

  private static byte[] get(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> answer =
        client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    if (answer.statusCode() != 200) throw new IOException(url + " said " + answer.statusCode());
    return answer.body();
  }

  private static String lost(Pin pin, IOException reason) {
    return """
        %s, which %s pins, is to be had neither by apt-get nor from %s: %s
        A mirror drops a version when an update takes its place.
        next: "apt-get update" if this machine has never done it; else "java release/Pins.java" pins what there is now, \
        and its change of %2$s is committed; to build the bytes of an earlier release put its package at %s"""
        .formatted(pin.wanted(), LIST, SNAPSHOT, reason, pin.file());
  }

  /// Pins what the lists of this machine's mirrors name now, for all architectures: the lists are
  /// brought into a folder of their own.
  private static void renew() throws IOException, InterruptedException {
    List<String> old = Files.readAllLines(LIST);
    List<String> renewed = new ArrayList<>();
    Path lists = Files.createDirectories(FOLDER.resolve("lists").toAbsolutePath());
    apt(lists, "apt-get", "update", "-qq");
    for (String line : old) {
      if (line.startsWith("#")) {
        renewed.add(line);
        continue;
      }
      Pin pin = Pin.of(line);
      String package_ = pin.name() + ":" + pin.architecture();
      String about = apt(lists, "apt-cache", "show", "--no-all-versions", package_);
      Pin now =
          new Pin(
              pin.architecture(),
              pin.name(),
              field(about, "Version", package_),
              field(about, "SHA256", package_));
      renewed.add(now.line());
      if (!now.equals(pin)) {
        System.out.printf("%s: %s, was %s%n", package_, now.version(), pin.version());
      }
    }
    if (renewed.equals(old)) System.out.println("all is as it was");
    Files.write(LIST, renewed);
  }

  private static String field(String about, String name, String package_) {
    Matcher field = Pattern.compile("(?m)^" + name + ": (\\S+)$").matcher(about);
    if (field.find()) return field.group(1);
    throw new IllegalStateException("no %s in what apt-cache says of %s".formatted(name, package_));
  }

  private static String apt(Path lists, String... command)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(command));
    for (String option :
        List.of(
            "APT::Architectures=amd64,arm64",
            "Dir::State::lists=" + lists,
            "Dir::State::status=/dev/null",
            "Dir::Cache::pkgcache=",
            "Dir::Cache::srcpkgcache=")) {
      all.addAll(List.of("-o", option));
    }
    Process process =
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() == 0) return said;
    throw new IllegalStateException(String.join(" ", command) + " failed");
  }
}

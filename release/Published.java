import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// What others need to install a release that is on the web: `release.json` for the action, a
/// formula for Homebrew and a manifest for Scoop. Each names the SHA-256 of what it loads.
///
/// From anywhere, by a JDK 25: `java release/Published.java ARTIFACTS VERSION COMMIT URL FOLDER`,
/// where URL is the folder on the web that the artifacts lie in, and COMMIT what they were built
/// from.
final class Published {
  private static final String ABOUT = "Keeps an organization's wrap-up codes as Git declares them";

  private final Path artifacts;
  private final String version;
  private final String commit;
  private final String url;

  private Published(Path artifacts, String version, String commit, String url) {
    this.artifacts = artifacts;
    this.version = version;
    this.commit = commit;
    this.url = url;
  }

  public static void main(String[] args) throws IOException {
    Published published = new Published(Path.of(args[0]), args[1], args[2], args[3]);
    Path folder = Files.createDirectories(Path.of(args[4]));
    Files.writeString(folder.resolve("release.json"), published.release());
    Files.writeString(folder.resolve("wrapup.rb"), published.formula());
    Files.writeString(folder.resolve("wrapup.json"), published.manifest());
  }

  /// @param platform such as `linux-x64`
  private String archive(String platform) {
    String ending = platform.startsWith("windows") ? "zip" : "tar.gz";
    return "wrapup-%s-%s.%s".formatted(version, platform, ending);
  }

  private String sha256(String platform) throws IOException {
    byte[] content = Files.readAllBytes(artifacts.resolve(archive(platform)));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String homepage() {
    return url.replaceFirst("/releases/download/.*", "");
  }

  /// One fact a line: the action reads it with the tools that every runner has.
  private String release() throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", version);
    facts.put("commit", commit);
    facts.put("url", url);
    for (String system : new String[] {"linux", "macos"}) {
      for (String processor : new String[] {"x64", "arm64"}) {
        String platform = system + "-" + processor;
        facts.put(platform, sha256(platform));
      }
    }
    facts.put("windows-x64", sha256("windows-x64"));
    StringBuilder json = new StringBuilder("{");
    facts.forEach(
        (name, value) ->
            json.append(json.length() == 1 ? "\n" : ",\n")
                .append("  \"%s\": \"%s\"".formatted(name, value)));
    return json.append("\n}\n").toString();
  }

  private String source(String platform) throws IOException {
    return """
              url "%s/%s"
              sha256 "%s"\
        """
        .formatted(url, archive(platform), sha256(platform));
  }

  /// Homebrew's Formula Cookbook, read 2026-11-28.
  private String formula() throws IOException {
    return """
        class Wrapup < Formula
          desc "%s"
          homepage "%s"
          version "%s"
          license "Apache-2.0"

          on_macos do
            on_arm do
        %s
            end
            on_intel do
        %s
            end
          end

          on_linux do
            on_arm do
        %s
            end
            on_intel do
        %s
            end
          end

          def install
            libexec.install Dir["*"]
            bin.install_symlink libexec/"bin/wrapup"
            man1.install_symlink Dir[libexec/"share/man/man1/*"]
            bash_completion.install_symlink libexec/"share/bash-completion/completions/wrapup"
            zsh_completion.install_symlink libexec/"share/zsh/site-functions/_wrapup"
            fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/wrapup.fish"
          end

          test do
            assert_match version.to_s, shell_output("#{bin}/wrapup --version")
          end
        end
        """
        .formatted(
            ABOUT.replaceFirst("^Keeps", "Keep"),
            homepage(),
            version,
            source("macos-arm64"),
            source("macos-x64"),
            source("linux-arm64"),
            source("linux-x64"));
  }

  /// Scoop's wiki, "App Manifests", read 2026-11-28.
  private String manifest() throws IOException {
    return """
        {
          "version": "%1$s",
          "description": "%2$s",
          "homepage": "%3$s",
          "license": "Apache-2.0",
          "architecture": {
            "64bit": {
              "url": "%4$s/%5$s",
              "hash": "%6$s"
            }
          },
          "extract_dir": "wrapup-%1$s",
          "bin": "bin/wrapup.cmd"
        }
        """
        .formatted(version, ABOUT, homepage(), url, archive("windows-x64"), sha256("windows-x64"));
  }
}

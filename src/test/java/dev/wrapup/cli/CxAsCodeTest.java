package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All that the page on CX as Code tells people to type and to write: codes move to wrapup, and
/// some of them back.
class CxAsCodeTest {
  private static final String TYPE = "genesyscloud_routing_wrapupcode";
  private static final String BUILT_IN = "terraform_data";
  private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)");
  private static final List<String> PATH =
      List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
  private static final List<String> CODES =
      List.of("Refund", "Sales lead", "Sales lost", "Callback", "Other");

  private static final String REQUIRED =
      """
      terraform {
        required_providers {
          genesyscloud = {
            source = "mypurecloud/genesyscloud"
          }
        }
      }
      """;
  private static final String PROVIDER =
      """
      provider "genesyscloud" {
        aws_region         = "us-east-1"
        oauthclient_id     = "the-client"
        oauthclient_secret = "its-secret"
        gateway {
          protocol = "http"
          host     = "127.0.0.1"
          port     = "PORT"
        }
      }
      """;
  private static final String MANAGED =
      """
      resource "genesyscloud_routing_wrapupcode" "refund" {
        name = "Refund"
      }
      resource "genesyscloud_routing_wrapupcode" "sales" {
        for_each = toset(["Sales lead", "Sales lost"])
        name     = each.key
      }
      """;
  private static final String SERVICE =
      """
      variable "callbacks" {
        type = number
      }
      resource "genesyscloud_routing_wrapupcode" "callback" {
        count = var.callbacks
        name  = "Callback"
      }
      """;
  private static final List<String> ADDRESSES =
      List.of(
          TYPE + ".refund",
          TYPE + ".sales[\"Sales lead\"]",
          TYPE + ".sales[\"Sales lost\"]",
          "module.service." + TYPE + ".callback[0]");

  /// Knows the page's commands, and no others.
  private static final String SCRIPT =
      """
      #!/bin/sh
      case "$*" in
        version | 'init -plugin-dir='* | plan | apply) ;;
        'state rm module.service.genesyscloud_routing_wrapupcode.callback') ;;
        'state pull') cat state.json ;;
        *) exit 64 ;;
      esac
      """;

  /// What takes the page's lines for Terraform.
  enum Means {
    /// A script, on any machine.
    SCRIPT,
    /// Terraform or OpenTofu, with its own `terraform_data` for a code.
    BUILT_IN,
    /// The same with the vendor's provider.
    PROVIDER
  }

  @TempDir Path root;
  private Path folder = Path.of("");
  private Means means = Means.SCRIPT;

  @ParameterizedTest
  @EnumSource
  void codes_move_and_some_come_back_and_nothing_is_written_live(Means with) throws Exception {
    means = with;
    folder = Files.createDirectories(root.resolve("folder/service")).getParent();
    List<Pages.Block> page = Pages.blocks(Path.of("docs/moving-from-cx-as-code.md"));
    assertThat(page).hasSize(8);
    try (Sandbox remote = Sandbox.start(organization())) {
      Keyboard keyboard = keyboard(remote);
      String head =
          means == Means.PROVIDER
              ? REQUIRED + PROVIDER.replace("PORT", "" + remote.url().getPort())
              : "";
      write("service/main.tf", (means == Means.PROVIDER ? REQUIRED : "") + SERVICE);
      write("main.tf", head + MANAGED + service(1) + imports());
      type(keyboard, "terraform init -plugin-dir='%s'".formatted(plugins()), "terraform apply");

      type(keyboard, page.get(0));
      write("main.tf", head + text(page.get(1)) + service(0));
      type(keyboard, page.get(2));
      List<String> left = type(keyboard, page.get(3));
      type(keyboard, page.get(4));

      hold(left.get(0), "Plan: 0 to add, 0 to change, 0 to destroy");
      hold(left.get(0), "(will not be destroyed(?s:.*)){3}");
      hold(left.get(1), "0 added, 0 changed, 0 destroyed");
      assertThat(read("wrapupcodes.yaml"))
          .contains(CODES.subList(0, 4))
          .doesNotContain(CODES.getLast());
      assertThat(read(".github/workflows/apply.yml")).contains("WRAPUP_API: genesys-cloud");

      type(keyboard, page.get(5));
      write("main.tf", head + text(page.get(6)));
      List<String> back = type(keyboard, page.get(7));

      hold(back.get(0), "Plan: 2 to import, 0 to add, 0 to change, 0 to destroy");
      hold(back.get(1), "2 imported, 0 added, 0 changed, 0 destroyed");
      assertThat(type(keyboard, "terraform state pull").getFirst())
          .contains(Organization.id("Sales lead"), Organization.id("Sales lost"));
      assertThat(remote.writes()).isZero();
    }
  }

  private static Organization organization() {
    return Organization.of(
        Dialect.GENESYS_CLOUD,
        CODES.stream()
            .map(name -> new LiveCode(Organization.id(name), "1", name, Map.of()))
            .toList());
  }

  private static String imports() {
    StringBuilder imports = new StringBuilder();
    for (int i = 0; i < ADDRESSES.size(); i++) {
      String id = Organization.id(CODES.get(i));
      imports.append("import {\n  to = %s\n  id = \"%s\"\n}\n".formatted(ADDRESSES.get(i), id));
    }
    return imports.toString();
  }

  private static String service(int callbacks) {
    return "module \"service\" {\n  source = \"./service\"\n  callbacks = %d\n}\n"
        .formatted(callbacks);
  }

  /// A shell with `terraform`, which asks nobody and nothing beyond this machine.
  private Keyboard keyboard(Sandbox remote) throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(StoryTest.client(remote));
    variables.put("WRAPUP_API", "genesys-cloud"); // each block is typed into a shell of its own
    variables.put("CHECKPOINT_DISABLE", "1");
    variables.put("TF_CLI_ARGS", "-no-color");
    variables.put("TF_CLI_ARGS_apply", "-auto-approve");
    variables.put("TF_CLI_CONFIG_FILE", "/dev/null");
    variables.put("TF_INPUT", "0");
    Keyboard keyboard = Keyboard.in(root.resolve("home"), folder, Program.command(), variables);
    Path terraform = keyboard.home().resolve("bin/terraform");
    String script =
        means == Means.SCRIPT ? SCRIPT : "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(binary());
    Files.writeString(terraform, script);
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (means == Means.SCRIPT) write("state.json", state());
    else demandBlocks(type(keyboard, "terraform version").getFirst());
    return keyboard;
  }

  /// Of `removed` with `lifecycle`, and `import` with `for_each`.
  private static void demandBlocks(String version) {
    Matcher of = VERSION.matcher(version);
    boolean isKnown = of.find();
    int least = version.startsWith("OpenTofu") ? 10 : 7;
    assumeTrue(isKnown && Integer.parseInt(of.group(1)) >= least, "too old: " + version);
  }

  private static Path binary() {
    return Stream.of("terraform", "tofu")
        .flatMap(name -> PATH.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("there is neither Terraform nor OpenTofu"));
  }

  /// Where Terraform itself looks for providers that are installed for all offline.
  private Path plugins() {
    if (means != Means.PROVIDER) return folder;
    return Stream.of(
            Path.of(System.getProperty("user.home"), ".terraform.d/plugins"),
            Path.of("/usr/local/share/terraform/plugins"),
            Path.of("/usr/share/terraform/plugins"))
        .filter(
            plugins ->
                Files.isDirectory(
                    plugins.resolve("registry.terraform.io/mypurecloud/genesyscloud")))
        .findFirst()
        .orElseGet(() -> abort("there is no provider mypurecloud/genesyscloud in a local mirror"));
  }

  private static String state() {
    String instances =
        CODES.subList(0, ADDRESSES.size()).stream()
            .map(name -> "{\"attributes\": {\"id\": \"%s\"}}".formatted(Organization.id(name)))
            .collect(Collectors.joining(", "));
    return "{\"version\": 4, \"resources\": [{\"mode\": \"managed\", \"type\": \"%s\", \"instances\": [%s]}]}"
        .formatted(TYPE, instances);
  }

  private void write(String file, String text) throws IOException {
    boolean isBuiltIn = means == Means.BUILT_IN;
    Files.writeString(
        folder.resolve(file),
        isBuiltIn
            ? text.replaceAll("(?m)^ +(name|description) += .*\n", "").replace(TYPE, BUILT_IN)
            : text);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private List<String> type(Keyboard keyboard, Pages.Block block)
      throws IOException, InterruptedException {
    return type(keyboard, block.lines().toArray(String[]::new));
  }

  /// @return what each line told
  private List<String> type(Keyboard keyboard, String... lines)
      throws IOException, InterruptedException {
    String asBuiltIn = "state pull | sed s/%s/%s/".formatted(BUILT_IN, TYPE);
    return keyboard.type(
        Stream.of(lines)
            .map(
                line ->
                    means == Means.BUILT_IN && line.startsWith("terraform ")
                        ? line.replace(TYPE, BUILT_IN).replace("state pull", asBuiltIn)
                        : line)
            .toList(),
        Map.of());
  }

  private static String text(Pages.Block block) {
    return String.join("\n", block.lines()) + "\n";
  }

  private void hold(String told, String pattern) {
    if (means != Means.SCRIPT) assertThat(told).containsPattern(pattern);
  }
}

package dev.wrapup.platform.genesyscloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TerraformStateTest {
  private static final String CODE = "'mode':'managed','type':'genesyscloud_routing_wrapupcode'";
  private static final String A = "{'attributes':{'description':'','id':'a','name':'A'}}";

  @TempDir Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("terraform.tfstate"), json.replace('\'', '"'));
  }

  private static String resources(String... resources) {
    return "{'version':4,'serial':7,'outputs':{'x':{'value':'id'}},'resources':[%s],'check_results':null}"
        .formatted(String.join(",", resources));
  }

  private static String code(String... instances) {
    return "{%s,'name':'c','instances':[%s]}".formatted(CODE, String.join(",", instances));
  }

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of(resources(code(A)), "{a=A}"),
        Arguments.of(
            resources(
                code(
                    "{'index_key':'x',%s".formatted(A.substring(1)),
                    "{'index_key':1,'attributes':{'id':'b'}}")),
            "{a=A, b=}"),
        Arguments.of(
            resources("{'module':'module.m[0].module.n',%s".formatted(code(A).substring(1))),
            "{a=A}"),
        Arguments.of(resources(code("{'attributes_flat':{'id':'a','name':'A'}}")), "{a=A}"),
        Arguments.of(resources("{'instances':[%s],'each':'map',%s}".formatted(A, CODE)), "{a=A}"),
        Arguments.of(resources(code(A), code(A)), "{a=A}"),
        Arguments.of(
            resources(code(A), code(A).replace("managed", "data").replace("'a'", "'d'")), "{a=A}"),
        Arguments.of(
            resources(
                code(A.replace("'a'", "'q'")).replace("wrapupcode", "queue"),
                code(A),
                "7",
                "null",
                "[[]]"),
            "{a=A}"),
        Arguments.of(
            resources(
                code(
                    "{'attributes':{'id':'a','name':{'id':'x','name':['y']}}}",
                    "{'attributes':{'id':7,'name':'n'}}",
                    "{'attributes':null}",
                    "[{'attributes':{'id':'z'}}]",
                    "{}")),
            "{a=}"),
        Arguments.of("{'resources':[%s],'version':4}".formatted(code(A)), "{a=A}"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void reads_the_codes_that_are_managed(String state, String codes) throws IOException {
    assertThat(TerraformState.codes(file(state))).hasToString(codes);
  }

  static Stream<Arguments> others() {
    String whole = resources(code(A));
    String none = "it has no genesyscloud_routing_wrapupcode";
    String broken = "it is not JSON, or not all of it";
    String unknown = "it is no state of version 4";
    return Stream.of(
        Arguments.of("", unknown),
        Arguments.of("[]", unknown),
        Arguments.of("{}", unknown),
        Arguments.of(whole.replace("'version':4", "'version':3"), unknown),
        Arguments.of(whole.replace("'version':4", "'version':[4]"), unknown),
        Arguments.of(whole + "{}", unknown),
        Arguments.of("{'serial':1,'encrypted_data':'bm8=','encryption_version':'v0'}", unknown),
        Arguments.of("{'format_version':'1.0','values':{'root_module':{}}}", unknown),
        Arguments.of(whole.substring(0, whole.length() - 1), broken),
        Arguments.of(whole.substring(0, whole.indexOf("'name'")), broken),
        Arguments.of("resource \"x\" \"y\" {}", broken),
        Arguments.of("{'version':4,'x':" + "[".repeat(100_000), broken),
        Arguments.of(resources(), none),
        Arguments.of("{'version':4,'resources':{'instances':[%s]}}".formatted(A), none),
        Arguments.of(resources(code("{'attributes':{'id':''}}")), none));
  }

  @ParameterizedTest
  @MethodSource("others")
  void says_what_is_wrong_with_any_other_file(String other, String told) throws IOException {
    Path file = file(other);

    assertThatThrownBy(() -> TerraformState.codes(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(told);
  }

  @Test
  void no_file_makes_it_keep_more_than_an_organization_can_have() throws IOException {
    String[] instances =
        IntStream.rangeClosed(0, 200_000)
            .mapToObj(i -> "{'attributes':{'id':'%d'}}".formatted(i))
            .toArray(String[]::new);
    Path file = file(resources(code(instances)));

    assertThatThrownBy(() -> TerraformState.codes(file))
        .hasMessage("it has more than 200,000 codes");
    assertThatThrownBy(() -> TerraformState.codes(folder)).hasMessage("it is a folder");
  }
}

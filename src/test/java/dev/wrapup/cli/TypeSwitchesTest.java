package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small classes are compiled, and do the same as they are and as `release/TypeSwitches` rewrites
/// them.
class TypeSwitchesTest {
  private static final String METHOD = "typeSwitch";

  @TempDir static Path classes;
  private static Method tool;

  @TempDir Path folder;
  private Rewriting rewriting;

  @BeforeAll
  static void the_tool() throws Exception {
    tool = Rewriting.tool("TypeSwitches", classes);
  }

  @BeforeEach
  void what_it_rewrites() {
    rewriting = new Rewriting(tool, folder);
  }

  @ParameterizedTest
  @MethodSource("dev.wrapup.cli.SwitchSubject#all")
  void a_class_answers_as_before(SwitchSubject subject) throws Exception {
    rewriting.compile(subject.source());
    Map<String, byte[]> before = rewriting.classes();

    Map<String, byte[]> after = rewriting.rewritten(before);

    assertThat(Rewriting.bootstrapped(before, METHOD))
        .isEqualTo(subject.rewritten() + subject.left());
    assertThat(Rewriting.bootstrapped(after, METHOD)).isEqualTo(subject.left());
    assertThat(Rewriting.answers(after))
        .isEqualTo(Rewriting.answers(before))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_type_that_came_later_matches_nothing() throws Exception {
    String source =
        """
        class Subject {
          sealed interface Shape permits Circle, Square%1$s {}
          record Circle() implements Shape {}
          record Square() implements Shape {}
          record Box(Shape shape) {}
          static Object[] inputs() { return Inputs.all(); }
          static Object ask(Object o) {
            return switch (o) {
              case Shape s -> switch (s) { case Circle c -> "c"; case Square q -> "q"; %2$s };
              case Box b -> switch (b) { case Box(Circle c) -> "bc"; case Box(Square q) -> "bq"; %3$s };
              default -> "?";
            };
          }
        }
        %4$s
        class Inputs { static Object[] all() { return new Object[] {new Subject.Circle(), new Subject.Box(new Subject.Square())%5$s}; } }
        """;
    rewriting.compile(source.formatted("", "", "", "", ""));
    byte[] old = rewriting.classes().get("Subject");
    rewriting.compile(
        source.formatted(
            ", Late",
            "case Late l -> 1;",
            "case Box(Late l) -> 2;",
            "record Late() implements Subject.Shape {}",
            ", new Late(), new Subject.Box(new Late())"));
    Map<String, byte[]> classes = rewriting.classes();
    classes.put("Subject", old);

    List<String> answers = Rewriting.answers(rewriting.rewritten(classes));

    assertThat(answers)
        .isEqualTo(Rewriting.answers(classes))
        .containsExactly(
            "c", "bq", "java.lang.MatchException, null", "java.lang.MatchException, null");
  }

  @Test
  void values_of_primitive_types_are_left_to_the_jdk() throws Exception {
    rewriting.compile(
        """
        class Subject {
          static Object ask(int number) { return switch (number) { case byte b -> "small"; case int n -> "large"; }; }
          static Object box(int number) { return switch (number) { case Integer n when n > 3 -> "large"; case Integer n -> n; }; }
        }
        """,
        "--enable-preview",
        "--release",
        String.valueOf(Runtime.version().feature()));
    Map<String, byte[]> before = rewriting.classes();

    Map<String, byte[]> after = rewriting.rewritten(before);

    assertThat(Rewriting.bootstrapped(before, METHOD)).isEqualTo(2);
    assertThat(after.get("Subject")).isEqualTo(before.get("Subject"));
  }

  @Test
  void a_class_with_a_method_of_that_name_is_refused() throws Exception {
    rewriting.compile(
        """
        class Subject {
          static int $typeSwitch0(Object o, int from) { return 0; }
          static Object ask(Object o) { return switch (o) { case String s -> s; default -> ""; }; }
        }
        """);
    Map<String, byte[]> classes = rewriting.classes();

    assertThatThrownBy(() -> rewriting.rewritten(classes))
        .rootCause()
        .hasMessage("Subject has a method of its own whose name begins with $typeSwitch");
  }
}

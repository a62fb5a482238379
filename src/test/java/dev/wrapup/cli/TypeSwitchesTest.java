package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small classes are compiled, and do the same as they are and as `release/TypeSwitches` rewrites
/// them.
class TypeSwitchesTest {
  @TempDir static Path tool;
  private static Method unrolled;

  @TempDir Path folder;

  @BeforeAll
  static void the_tool() throws Exception {
    compile(tool, List.of("-d", tool.toString(), "release/TypeSwitches.java"));
    Class<?> type = new URLClassLoader(new URL[] {tool.toUri().toURL()}).loadClass("TypeSwitches");
    unrolled = type.getDeclaredMethod("unrolled", ClassFile.class, ClassModel.class, byte[].class);
    unrolled.setAccessible(true);
  }

  private static void compile(Path classes, List<String> arguments) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-cp", classes.toString()));
    all.addAll(arguments);
    assertThat(compiler.run(null, null, null, all.toArray(String[]::new))).isZero();
  }

  /// Compiles a source into the folder, over what is there.
  private void compile(String source, String... options) throws IOException {
    Path file = folder.resolve("Subject.java");
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-nowarn", "-d", folder.toString(), file.toString()));
    compile(folder, arguments);
  }

  private Map<String, byte[]> classes() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString();
        classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static Map<String, byte[]> rewritten(Map<String, byte[]> classes) throws Exception {
    ClassHierarchyResolver known =
        ClassHierarchyResolver.ofResourceParsing(type -> resource(type, classes))
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(known));
    Map<String, byte[]> rewritten = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      byte[] content = each.getValue();
      rewritten.put(
          each.getKey(), (byte[]) unrolled.invoke(null, format, format.parse(content), content));
    }
    return rewritten;
  }

  private static @Nullable InputStream resource(ClassDesc type, Map<String, byte[]> classes) {
    byte[] content = classes.get(type.displayName());
    return content == null ? null : new ByteArrayInputStream(content);
  }

  private static int bootstrapped(Map<String, byte[]> classes) {
    return (int)
        classes.values().stream()
            .flatMap(content -> ClassFile.of().parse(content).methods().stream())
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementStream())
            .filter(
                element ->
                    element instanceof InvokeDynamicInstruction place
                        && place.bootstrapMethod().methodName().equals("typeSwitch"))
            .count();
  }

  /// What comes of each input: an answer, or what is thrown, with its cause.
  private static List<String> answers(Map<String, byte[]> classes) throws Exception {
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] content = classes.get(name);
            if (content == null) throw new ClassNotFoundException(name);
            return defineClass(name, content, 0, content.length);
          }
        };
    Class<?> subject = loader.loadClass("Subject");
    Method inputs = subject.getDeclaredMethod("inputs");
    Method ask = subject.getDeclaredMethod("ask", Object.class);
    inputs.setAccessible(true);
    ask.setAccessible(true);
    List<String> answers = new ArrayList<>();
    for (Object input : (Object[]) inputs.invoke(null)) {
      try {
        answers.add(String.valueOf(ask.invoke(null, input)));
      } catch (InvocationTargetException e) {
        String thrown = e.getCause() + ", " + e.getCause().getCause();
        answers.add(thrown.replaceAll("@[0-9a-f]+", ""));
      }
    }
    return answers;
  }

  @ParameterizedTest
  @MethodSource("dev.wrapup.cli.SwitchSubject#all")
  void a_class_answers_as_before(SwitchSubject subject) throws Exception {
    compile(subject.source());
    Map<String, byte[]> before = classes();

    Map<String, byte[]> after = rewritten(before);

    assertThat(bootstrapped(before)).isEqualTo(subject.rewritten() + subject.left());
    assertThat(bootstrapped(after)).isEqualTo(subject.left());
    assertThat(answers(after)).isEqualTo(answers(before)).doesNotHaveDuplicates();
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
    compile(source.formatted("", "", "", "", ""));
    byte[] old = classes().get("Subject");
    compile(
        source.formatted(
            ", Late",
            "case Late l -> 1;",
            "case Box(Late l) -> 2;",
            "record Late() implements Subject.Shape {}",
            ", new Late(), new Subject.Box(new Late())"));
    Map<String, byte[]> classes = classes();
    classes.put("Subject", old);

    List<String> answers = answers(rewritten(classes));

    assertThat(answers)
        .isEqualTo(answers(classes))
        .containsExactly(
            "c", "bq", "java.lang.MatchException, null", "java.lang.MatchException, null");
  }

  @Test
  void values_of_primitive_types_are_left_to_the_jdk() throws Exception {
    compile(
        """
        class Subject {
          static Object ask(int number) { return switch (number) { case byte b -> "small"; case int n -> "large"; }; }
          static Object box(int number) { return switch (number) { case Integer n when n > 3 -> "large"; case Integer n -> n; }; }
        }
        """,
        "--enable-preview",
        "--release",
        String.valueOf(Runtime.version().feature()));
    Map<String, byte[]> before = classes();

    Map<String, byte[]> after = rewritten(before);

    assertThat(bootstrapped(before)).isEqualTo(2);
    assertThat(after.get("Subject")).isEqualTo(before.get("Subject"));
  }

  @Test
  void a_class_with_a_method_of_that_name_is_refused() throws Exception {
    compile(
        """
        class Subject {
          static int $typeSwitch0(Object o, int from) { return 0; }
          static Object ask(Object o) { return switch (o) { case String s -> s; default -> ""; }; }
        }
        """);
    Map<String, byte[]> classes = classes();

    assertThatThrownBy(() -> rewritten(classes))
        .rootCause()
        .hasMessage("Subject has a method of its own whose name begins with $typeSwitch");
  }
}

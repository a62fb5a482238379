package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Compiles small classes, and runs them as they are and as a tool of `release` rewrites them. Each
/// source has a class `Subject` with `static Object[] inputs()` and `static Object ask(Object)`.
final class Rewriting {
  private final Path folder;
  private final Method unrolled;

  /// @param tool what rewrites
  /// @param folder for what is compiled
  Rewriting(Method tool, Path folder) {
    this.unrolled = tool;
    this.folder = folder;
  }

  /// Compiles what rewrites.
  ///
  /// @param name of the class in `release`
  static Method tool(String name, Path folder) throws ReflectiveOperationException, IOException {
    compile(folder, List.of("-d", folder.toString(), "release/%s.java".formatted(name)));
    Class<?> type = new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass(name);
    Method tool =
        type.getDeclaredMethod("unrolled", ClassFile.class, ClassModel.class, byte[].class);
    tool.setAccessible(true);
    return tool;
  }

  private static void compile(Path classes, List<String> arguments) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-proc:none", "-cp", classes.toString()));
    all.addAll(arguments);
    assertThat(compiler.run(null, null, null, all.toArray(String[]::new))).isZero();
  }

  /// Compiles a source, over what is there.
  void compile(String source, String... options) throws IOException {
    Path file = folder.resolve("Subject.java");
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-nowarn", "-d", folder.toString(), file.toString()));
    compile(folder, arguments);
  }

  Map<String, byte[]> classes() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString();
        classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return classes;
  }

  Map<String, byte[]> rewritten(Map<String, byte[]> classes) throws Exception {
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

  /// In how many places classes ask a bootstrap method of that name.
  static int bootstrapped(Map<String, byte[]> classes, String name) {
    return (int)
        classes.values().stream()
            .flatMap(content -> ClassFile.of().parse(content).methods().stream())
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementStream())
            .filter(
                element ->
                    element instanceof InvokeDynamicInstruction place
                        && place.bootstrapMethod().methodName().equals(name))
            .count();
  }

  /// What comes of each input: an answer, or what is thrown, with its cause.
  static List<String> answers(Map<String, byte[]> classes) throws Exception {
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
}

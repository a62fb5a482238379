import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleMainClassAttribute;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// The program and its libraries as one module, which is what a run-time image can hold: an AOT
/// cache over what is inside an image stays valid when the image is copied or unpacked, one over
/// jars does not.
final class FlatModule {
  static final String NAME = "dev.wrapup";

  private static final String MAIN = "dev.wrapup.cli.Main";
  private static final String SERVICES = "META-INF/services/";

  /// What the class files ask of the JDK. `jdeps` can't see the last one: signals are reached by
  /// it.
  private static final List<String> REQUIRES =
      List.of("java.base", "java.logging", "jdk.httpserver", "jdk.unsupported");

  /// Libraries whose classes for Java 11 only add what speaks to `java.net.http`, which nothing
  /// here asks them for: by their older ones an image does without that module.
  private static final List<String> OLDER = List.of("jsoup-", "standardwebhooks-");

  private final SortedMap<String, byte[]> entries = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> provides = new TreeMap<>();
  private final SortedSet<String> uses = new TreeSet<>();

  private FlatModule() {}

  /// Writes the module as a jar.
  ///
  /// @param classes the folder of the program's own classes
  /// @param libraries the folder of the jars that it runs with
  static void write(Path classes, Path libraries, Path jar) throws IOException {
    FlatModule module = new FlatModule();
    try (Stream<Path> jars = Files.list(libraries)) {
      for (Path library : jars.sorted().toList()) module.addLibrary(library);
    }
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        module.add(name, Files.readAllBytes(file));
      }
    }
    module.entries.replaceAll(module::modern);
    module.writeTo(jar);
  }

  private void addLibrary(Path library) throws IOException {
    boolean isOlder = OLDER.stream().anyMatch(library.getFileName().toString()::startsWith);
    Runtime.Version version = isOlder ? JarFile.baseVersion() : Runtime.version();
    try (JarFile jar = new JarFile(library.toFile(), false, JarFile.OPEN_READ, version)) {
      List<JarEntry> files =
          jar.versionedStream()
              .filter(entry -> !entry.isDirectory())
              .sorted(Comparator.comparing(JarEntry::getName))
              .toList();
      for (JarEntry file : files) {
        byte[] content = jar.getInputStream(file).readAllBytes();
        String name = file.getName();
        if (name.equals("module-info.class")) {
          uses.addAll(ModuleDescriptor.read(new ByteArrayInputStream(content)).uses());
        } else if (name.startsWith(SERVICES) && name.indexOf('/', SERVICES.length()) < 0) {
          addService(name.substring(SERVICES.length()), content);
        } else if (name.startsWith(SERVICES)
            || !name.startsWith("META-INF/") && !name.startsWith("OSGI-INF/")) {
          add(name, content);
        }
      }
    }
  }

  private void addService(String service, byte[] content) {
    uses.add(service);
    new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> provides.computeIfAbsent(service, key -> new TreeSet<>()).add(line));
  }

  private void add(String name, byte[] content) {
    if (entries.put(name, content) != null) {
      throw new IllegalStateException(name + " is in two of the libraries");
    }
  }

  /// Class files of before Java 6 can't be in an AOT cache and are verified slowly; picocli has
  /// been built as Java 5. They are written anew as files of this Java.
  private byte[] modern(String name, byte[] content) {
    if (!name.endsWith(".class")) return content;
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing(this::resource)
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    ClassModel old = format.parse(content);
    if (old.majorVersion() >= ClassFile.JAVA_8_VERSION) {
      byte[] switched = TypeSwitches.unrolled(format, old, content);
      return RecordMethods.unrolled(format, format.parse(switched), switched);
    }
    return format.build(
        old.thisClass().asSymbol(),
        file -> {
          for (ClassElement element : old) {
            switch (element) {
              case ClassFileVersion _ -> file.withVersion(ClassFile.latestMajorVersion(), 0);
              case MethodModel method ->
                  // taken apart and put together: copied whole, it would have no stack map
                  file.withMethod(
                      method.methodName(),
                      method.methodType(),
                      method.flags().flagsMask(),
                      built -> method.forEach(part -> copy(part, built)));
              default -> file.with(element);
            }
          }
        });
  }

  private static void copy(MethodElement part, java.lang.classfile.MethodBuilder method) {
    if (part instanceof CodeModel code) method.withCode(built -> code.forEach(built::with));
    else method.with(part);
  }

  private ByteArrayInputStream resource(ClassDesc type) {
    String name = type.descriptorString();
    byte[] content = entries.get(name.substring(1, name.length() - 1) + ".class");
    return content == null ? null : new ByteArrayInputStream(content);
  }

  private void writeTo(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      put(out, "module-info.class", descriptor());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
  }

  private byte[] descriptor() {
    ModuleAttribute attribute =
        ModuleAttribute.of(
            ModuleDesc.of(NAME),
            module -> {
              for (String required : REQUIRES) {
                int flags = required.equals("java.base") ? ClassFile.ACC_MANDATED : 0;
                module.requires(ModuleDesc.of(required), flags, null);
              }
              uses.forEach(service -> module.uses(ClassDesc.of(service)));
              provides.forEach(
                  (service, providers) ->
                      module.provides(
                          ClassDesc.of(service),
                          providers.stream().map(ClassDesc::of).toArray(ClassDesc[]::new)));
            });
    List<PackageDesc> packages =
        entries.keySet().stream()
            .filter(name -> name.indexOf('/') > 0 && !name.startsWith("META-INF/"))
            .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
            .distinct()
            .map(PackageDesc::of)
            .toList();
    return ClassFile.of()
        .buildModule(
            attribute,
            file ->
                file.with(ModulePackagesAttribute.ofNames(packages))
                    .with(ModuleMainClassAttribute.of(ClassDesc.of(MAIN))));
  }
}

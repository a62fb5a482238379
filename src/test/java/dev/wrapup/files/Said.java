package dev.wrapup.files;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What files say, as plain values without places. Reads by the reader and by nothing of what is
/// tested.
final class Said {
  private Said() {}

  static DesiredState read(List<SourceFile> files) {
    Checked<DesiredState> checked = DesiredFiles.readSources(files, LocalDate.of(2026, 1, 1));
    if (checked instanceof Checked.Invalid<DesiredState> invalid) {
      throw new AssertionError(invalid.findings().toString());
    }
    return ((Checked.Valid<DesiredState>) checked).value();
  }

  static DesiredState read(String... texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) files.add(Wish.file(files.size() + ".yaml", text));
    return read(files);
  }

  /// A valid file in canonical form.
  static SourceFile formatted(SourceFile file) {
    return ((Checked.Valid<SourceFile>) DesiredFiles.format(file, List.of())).value();
  }

  static String format(String text) {
    return text(formatted(Wish.file("f.yaml", text)));
  }

  static String text(SourceFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  /// Files one below the other, for messages.
  static String shown(List<SourceFile> files) {
    return files.stream().map(Said::text).collect(Collectors.joining("\n=====\n"));
  }

  /// What is said of each code.
  static Map<String, Object> ofCodes(DesiredState state) {
    Map<String, Object> said = new HashMap<>();
    state.codes().forEach(code -> said.put(code.key(), of(code)));
    return said;
  }

  static Map<String, Object> of(DesiredCode code) {
    Map<String, Object> said = new HashMap<>();
    code.id().ifPresent(id -> said.put("id", id.value()));
    code.values().forEach((field, value) -> said.put(field.name(), value.value()));
    code.defaults().forEach((field, value) -> said.put("default " + field, value.value()));
    said.put("previously", texts(code.previously()));
    said.put(
        "ignore",
        code.ignores().stream()
            .map(i -> List.of(i.field(), i.until(), i.owner(), i.reason()))
            .toList());
    return said;
  }

  /// What is said beside the codes.
  static List<Object> ofHeader(DesiredState state) {
    Policy policy = state.policy();
    return List.of(
        state.api().map(Sourced::value),
        state.environment().map(Sourced::value),
        texts(state.retired()),
        Policy.SETTINGS.stream().map(policy::value).map(Said::plain).toList());
  }

  private static Object plain(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(item -> ((Sourced<?>) item).value()).toList()
        : value;
  }

  private static List<String> texts(List<Sourced<String>> texts) {
    return texts.stream().map(Sourced::value).toList();
  }
}

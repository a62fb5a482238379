package dev.wrapup.files;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Valid desired-state files made at random, one or several that belong together.
final class RandomFiles {
  /// Whatever a field may hold.
  static final List<String> TEXTS =
      List.of(
          "Refund",
          "Refund",
          "Customer Requested Callback",
          "Agent scheduled a callback with the customer for follow-up.",
          "Rückruf – dringend",
          "404",
          "NO",
          "null",
          "~",
          "0x1F",
          "2026-11-24",
          "1e5",
          "a: b",
          "a #b",
          "# not a comment",
          "- item",
          "? key",
          ": x",
          "trailing colon:",
          "'single'",
          "\"double\"",
          "it's \"both\" \\ n",
          "C:\\new",
          "[a, b]",
          "{a: b}",
          "a, b",
          "*alias",
          "&anchor",
          "!tag",
          "%directive",
          "@at",
          "`tick`",
          "| pipe",
          "> fold",
          "---",
          "...",
          " leading",
          "trailing ",
          "two  spaces",
          "tab\there",
          "line\nbreak",
          "three\n\nlines of text\nare here\n",
          "ends\n",
          "ends twice\n\n",
          "\nbegins",
          " \n ",
          "carriage\r\nreturn",
          "\u0000\u0007\u001b[31m",
          "\u202Ebidi\u202C \u200B zero",
          "next\u0085line\u2028separator\u2029",
          "\ufeffmark",
          "nbsp\u00a0here",
          "👩‍💻 emoji 📞 ☎",
          "📞".repeat(128),
          "x".repeat(256),
          "word ".repeat(40) + "end");

  /// Those of them that a field takes.
  static List<String> texts(Field field) {
    return TEXTS.stream().filter(text -> !field.isBlank(text)).toList();
  }

  private static final List<String> NAMES =
      texts(Dialect.VERSIONED.field("displayName").orElseThrow());

  private static final List<String> CODES =
      List.of(
          "REFUND",
          "CALLBACK_REQ",
          "404",
          "NO",
          "Ü-💥",
          "a b",
          "x: y",
          "#1",
          "it's",
          "\"q\"",
          "A",
          "B",
          "C",
          "D",
          "null",
          "~",
          "- x",
          "[y]",
          "0x1F",
          "two\nlines",
          "\u202Ebidi");

  private final Random random;
  private final List<String> free = new ArrayList<>(CODES);
  private int ids;

  RandomFiles(Random random) {
    this.random = random;
  }

  /// A file, and the comments in it.
  record Written(SourceFile file, List<String> comments) {}

  List<Written> files() {
    int count = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
    int header = random.nextInt(count);
    List<Map<String, Object>> files = new ArrayList<>();
    for (int i = 0; i < count; i++) files.add(file(i == header));
    List<String> others = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i == header) continue;
      ((Map<?, ?>) files.get(i).get("codes")).keySet().forEach(code -> others.add((String) code));
    }
    deviate(files.get(header), others);
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < count; i++) written.add(write("f" + i + ".yaml", files.get(i)));
    return written;
  }

  /// How the target differs from codes of other files.
  private void deviate(Map<String, Object> file, List<String> others) {
    List<String> except = new ArrayList<>();
    Map<String, Object> override = new LinkedHashMap<>();
    for (String code : others) {
      int dice = random.nextInt(100);
      if (dice < 20) except.add(code);
      else if (dice < 60) override.put(code, fields());
    }
    if (!except.isEmpty()) file.put("except", except);
    if (!override.isEmpty()) file.put("override", override);
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (chance(60)) fields.put("displayName", any(NAMES));
    if (chance(50)) fields.put("description", chance(10) ? "" : any(TEXTS));
    if (chance(40)) fields.put("routingType", chance(50) ? "manual" : "auto");
    if (chance(40)) fields.put("outcomes", outcomes());
    return fields;
  }

  private Written write(String path, Map<String, Object> file) {
    RandomText text = new RandomText(random);
    byte[] bytes = text.file(file).getBytes(StandardCharsets.UTF_8);
    return new Written(new SourceFile(path, bytes), List.copyOf(text.comments()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Map<String, Object> file(boolean isHeader) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", "1");
    if (isHeader && chance(40)) file.put("environment", "us-east-1");
    if (isHeader && chance(20)) file.put("api", "versioned");
    if (chance(30)) file.put("defaults", chance(80) ? Map.of("routingType", "auto") : Map.of());
    if (isHeader && chance(40)) file.put("policy", policy());
    if (isHeader && chance(30)) file.put("retired", codes(random.nextInt(3)));
    Map<String, Object> codes = new LinkedHashMap<>();
    int count = chance(10) ? 0 : 1 + random.nextInt(4);
    for (String code : codes(count)) codes.put(code, entry());
    file.put("codes", codes);
    return file;
  }

  private List<String> codes(int count) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count && !free.isEmpty(); i++) {
      codes.add(free.remove(random.nextInt(free.size())));
    }
    return codes;
  }

  private Map<String, Object> policy() {
    Map<String, Object> policy = new LinkedHashMap<>();
    if (chance(50)) policy.put("allow", List.of("create", "update", "delete"));
    if (chance(50)) policy.put("maxUpdates", chance(50) ? "30%" : "12");
    if (chance(50)) policy.put("onDrift", "keep");
    if (chance(50))
      policy.put("protect", List.of("404", "A_LONG_CODE_TO_PROTECT".substring(0, 20)));
    if (chance(50)) policy.put("codePattern", "[\\s\\S]{1,20}");
    return policy;
  }

  private Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    if (chance(60)) entry.put("id", chance(50) ? "id " + ids++ : uuid());
    if (chance(80)) entry.put("displayName", any(NAMES));
    if (chance(70)) entry.put("description", chance(10) ? "" : any(TEXTS));
    if (chance(50)) entry.put("routingType", chance(50) ? "manual" : "auto");
    if (chance(50)) entry.put("outcomes", outcomes());
    if (chance(25)) entry.put("previously", codes(random.nextInt(4)));
    if (chance(25)) entry.put("ignore", ignores());
    return entry;
  }

  private String uuid() {
    return "%08x-89ab-4cde-8f01-%012x".formatted(random.nextInt(), ids++);
  }

  private List<Object> outcomes() {
    if (chance(30)) {
      return List.of(Map.of("id", "scheduled", "name", "Callback scheduled"));
    }
    List<Object> outcomes = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("id", "o" + i);
      outcome.put("name", any(TEXTS));
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private List<Object> ignores() {
    List<Object> ignores = new ArrayList<>();
    if (chance(60)) ignores.add("description");
    if (chance(40)) {
      Map<String, Object> ignore = new LinkedHashMap<>();
      ignore.put("field", "displayName");
      if (chance(50)) ignore.put("until", "2099-12-31");
      if (chance(50)) ignore.put("owner", any(TEXTS));
      if (chance(50)) ignore.put("reason", any(TEXTS));
      ignores.add(ignore);
    }
    return ignores;
  }
}

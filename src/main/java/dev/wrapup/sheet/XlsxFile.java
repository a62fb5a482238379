package dev.wrapup.sheet;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// Reads the sheets of an XLSX file (ECMA-376 part 1, section 18, read 2026-11-28). Formulas and
/// what else is no text are told as what they are, and never reckoned.
final class XlsxFile {
  /// How a character is written that XML can't hold (section 22.9.2.19).
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private static final Pattern WRITTEN_OUT =
      Pattern.compile(
          "\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h|m|s)[^\\[\\]]*]|General", Pattern.CASE_INSENSITIVE);

  private final ZipParts parts;
  private final List<String> texts = new ArrayList<>();

  /// Whether a cell of this style shows a date or a time.
  private final List<Boolean> dates = new ArrayList<>();

  private XlsxFile(ZipParts parts) {
    this.parts = parts;
  }

  static Sheets read(String path, byte[] bytes) {
    try (ZipParts parts = ZipParts.of(bytes)) {
      String workbook =
          parts.text("xl/workbook.xml").orElseThrow(() -> ZipParts.broken("it is no .xlsx"));
      XlsxFile file = new XlsxFile(parts);
      file.part("xl/sharedStrings.xml", "si", text -> file.texts.add(unescaped(text(text))));
      file.styles();
      return file.sheets(path, workbook);
    }
  }

  /// Beside that of the pairs the only sheet that has any cell, or the one that has the name.
  private Sheets sheets(String path, String workbook) {
    Map<String, String> files = new HashMap<>();
    part(
        "xl/_rels/workbook.xml.rels",
        "Relationship",
        link -> files.put(link.attr("Id"), link.attr("Target")));
    Map<String, List<Sheet.Row>> filled = new HashMap<>();
    List<String> names = new ArrayList<>();
    each(
        workbook,
        "sheet",
        sheet -> {
          String target = files.getOrDefault(link(sheet), "");
          String name = target.startsWith("/") ? target.substring(1) : "xl/" + target;
          Optional<String> content = parts.text(name);
          if (content.isEmpty()) return;
          List<Sheet.Row> rows = new XlsxRows(this).read(content.get());
          if (rows.stream().allMatch(Sheet.Row::isEmpty)) return;
          if (filled.put(sheet.attr("name"), rows) != null) {
            throw ZipParts.broken("two of its sheets have the same name");
          }
          if (!sheet.attr("name").equals(Sheets.QUEUES)) names.add(sheet.attr("name"));
        });
    Optional<Sheet> queues =
        Optional.ofNullable(filled.get(Sheets.QUEUES))
            .map(rows -> new Sheet(path, Sheets.QUEUES, rows));
    if (names.isEmpty() && queues.isPresent()) return new Sheets(Optional.empty(), queues);
    String name =
        names.isEmpty() || filled.containsKey(Sheets.CODES) ? Sheets.CODES : names.getFirst();
    if (name.equals(Sheets.CODES) || names.size() == 1) {
      return new Sheets(
          Optional.of(new Sheet(path, "", filled.getOrDefault(name, List.of()))), queues);
    }
    throw new BrokenSheetException(
        "%d of its sheets have cells, such as '%s' and '%s'"
            .formatted(names.size(), names.get(0), names.get(1)),
        "keep one of them, or call it '%s'".formatted(Sheets.CODES));
  }

  /// The id of the link to a sheet's part, whatever prefix it has.
  private static String link(Element sheet) {
    for (Attribute attribute : sheet.attributes()) {
      if (attribute.getKey().endsWith(":id")) return attribute.getValue();
    }
    return "";
  }

  private void styles() {
    Set<Integer> dated = new HashSet<>();
    String xml = parts.text("xl/styles.xml").orElse("");
    each(
        xml,
        "numFmt",
        format -> {
          String code = WRITTEN_OUT.matcher(format.attr("formatCode")).replaceAll("");
          if (code.chars().anyMatch(c -> "dmyhs".indexOf(Character.toLowerCase(c)) >= 0)) {
            dated.add(number(format.attr("numFmtId")));
          }
        });
    each(
        xml,
        "cellXfs",
        styles -> {
          for (Element style : styles.children()) {
            int format = number(style.attr("numFmtId"));
            dates.add(dated.contains(format) || isDate(format));
          }
        });
  }

  /// Formats that every file has (section 18.8.30), with those of the east.
  private static boolean isDate(int format) {
    return (format >= 14 && format <= 22)
        || (format >= 27 && format <= 36)
        || (format >= 45 && format <= 47)
        || (format >= 50 && format <= 58);
  }

  boolean isDate(String style) {
    int number = number(style);
    return number >= 0 && number < dates.size() && dates.get(number);
  }

  /// A text that cells share.
  String shared(String number) {
    int index = number(number);
    if (index >= 0 && index < texts.size()) return texts.get(index);
    throw ZipParts.broken("one of its cells has a text that isn't in it");
  }

  private void part(String name, String tag, Consumer<Element> reader) {
    parts.text(name).ifPresent(xml -> each(xml, tag, reader));
  }

  /// Reads every element of a name, one after the other, so that not all of them are held.
  static void each(String xml, String tag, Consumer<Element> reader) {
    try (StreamParser parser = new StreamParser(Parser.xmlParser())) {
      parser.parse(new StringReader(xml), "").stream()
          .filter(element -> isA(element, tag))
          .forEach(
              element -> {
                reader.accept(element);
                element.remove();
              });
    }
  }

  /// Whatever prefix the writer of the file likes.
  static boolean isA(Element element, String tag) {
    String name = element.tagName();
    return name.equals(tag) || name.endsWith(":" + tag);
  }

  /// The text of an `si` or `is`: of its runs, without how they are pronounced.
  static String text(Element rich) {
    StringBuilder text = new StringBuilder();
    for (Element part : rich.children()) {
      if (isA(part, "t")) text.append(part.wholeText());
      else if (isA(part, "r")) text.append(text(part));
    }
    return text.toString();
  }

  /// What a file says where it escapes.
  static String unescaped(String text) {
    if (!text.contains("_x")) return text;
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  /// A number that isn't negative; -1 for anything else.
  static int number(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Integer.parseInt(text) : -1;
  }
}

package dev.wrapup.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a spreadsheet's bytes say of two codes, and what is refused.
class SheetTest {
  private static final DesiredState FILES =
      state(
          """
          format: 1
          codes:
            GREETING:
              id: "0815"
              displayName: Grüße – 日本
              description: "007"
            REFUND:
              displayName: Refund
          retired: [OLD]
          """);

  private static DesiredState state(String yaml) {
    SourceFile file = new SourceFile("f.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return ((Checked.Valid<DesiredState>)
            DesiredFiles.readSources(List.of(file), LocalDate.of(2026, 1, 1)))
        .value();
  }

  /// What comes of a sheet: the edits, or the codes of findings with the cells that they name.
  private static List<String> read(byte[] bytes) {
    Checked<Sheets> sheet = Sheets.read("codes", bytes);
    if (sheet instanceof Checked.Invalid<Sheets> invalid) return findings(invalid.findings());
    return switch (SheetImport.of(
        ((Checked.Valid<Sheets>) sheet).value(), FILES, id -> Optional.empty())) {
      case Checked.Invalid<SheetImport.Edits> invalid -> findings(invalid.findings());
      case Checked.Valid<SheetImport.Edits> valid -> {
        List<String> told = new ArrayList<>(findings(valid.warnings()));
        valid.value().edits().forEach(edit -> told.add(told(edit)));
        valid.value().retired().forEach(code -> told.add("retired " + code));
        yield told;
      }
    };
  }

  private static String told(Edit edit) {
    return switch (edit) {
      case Edit.Rewrite rewrite ->
          "%s → %s %s -%s"
              .formatted(
                  rewrite.entry().key(),
                  rewrite.code(),
                  inOrder(rewrite.values()),
                  rewrite.unmanaged());
      case Edit.Removal removal -> "- " + removal.entry().key();
      case Edit.Addition addition ->
          "+ %s %s %s".formatted(addition.code(), addition.id().orElse("-"), addition.values());
    };
  }

  private static Map<String, Value> inOrder(Map<Field, Value> values) {
    Map<String, Value> sorted = new TreeMap<>();
    values.forEach((field, value) -> sorted.put(field.name(), value));
    return sorted;
  }

  private static List<String> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                finding.code()
                    + finding.message().replaceFirst("^row (\\d+), column ([A-Z]+).*", " $2$1"))
        .toList();
  }

  private static List<String> csv(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', ','",
    "UTF-8, \uFEFF, ;",
    "UTF-16LE, \uFEFF, '\t'",
    "UTF-16BE, \uFEFF, ;",
    "UTF-16LE, '', ','",
    "windows-1252, '', ;"
  })
  void text_is_read_as_spreadsheet_programs_write_it(String charset, String mark, String between) {
    String text = "code,displayName,description\r\nREFUND,\"Rückgabe\r\n– \"\"ja\"\"\",\r\n";

    List<String> told =
        read((mark + text.replace(",", between)).getBytes(Charset.forName(charset)));

    assertThat(told)
        .containsExactly("REFUND → REFUND {displayName=Text[text=Rückgabe\n– \"ja\"]} -[]");
  }

  @Test
  void missing_rows_and_columns_and_what_is_equal_change_nothing() {
    assertThat(csv("code\nREFUND\n")).isEmpty();
    assertThat(csv("")).containsExactly("missing-column A1");
    assertThat(csv("id,displayName\n0815,Grüße – 日本\n\n,,\n")).isEmpty();
    assertThat(csv("\r\n\r\ncode;displayName\r\n\r\nREFUND;Refund\r\n;;\r\n")).isEmpty();
    assertThat(csv("id,displayName\n,x\n")).containsExactly("bad-cell A2");
    assertThat(csv("code,retired\nOLD,yes\nREFUND,no\n")).isEmpty();
    assertThat(csv("code,displayName\nOLD,x\n")).containsExactly("stays-retired A2");
  }

  @Test
  void a_row_is_matched_by_its_id_and_then_by_its_code() {
    assertThat(csv("id,code\n0815,HELLO\n")).containsExactly("GREETING → HELLO {} -[]");
    assertThat(csv("id,code\nother,REFUND\n")).isEmpty();
    assertThat(csv("id,code\nnew,NEW\n")).containsExactly("+ NEW new {}");
    assertThat(csv("id,code\n0815,REFUND\n,GREETING\n"))
        .containsExactly("code-taken B2", "row-twice B3");
    assertThat(csv("id,code\nother,GREETING\n")).containsExactly("other-id A2");
    assertThat(csv("id,code\n815,GREETING\n")).containsExactly("rewritten A2");
    assertThat(csv("id\nother\n")).containsExactly("no-code A2");
    assertThat(csv("code\nNEW\nNEW\n")).containsExactly("row-twice A3");
    assertThat(csv("id,code\n0815,OLD\n")).containsExactly("code-taken B2");
    assertThat(csv("id,code,retired\n0815,X,yes\n,GONE,yes\n,REFUND,YES \n,Y,maybe\n"))
        .containsExactly("bad-cell B2", "bad-cell C5");
    assertThat(csv("code,retired\nGONE,yes\nREFUND,YES \n"))
        .containsExactly("- REFUND", "retired REFUND", "retired GONE");
  }

  @Test
  void a_cell_says_what_is_managed_and_what_is_text() {
    assertThat(csv("code,description,displayName\nGREETING,,'\"\"\nREFUND,\"\"\"\"\"\",''x\n"))
        .containsExactly(
            "GREETING → GREETING {displayName=Text[text=\"\"]} -[description]",
            "REFUND → REFUND {description=Text[text=], displayName=Text[text='x]} -[]");
    assertThat(csv("code,outcomes\nREFUND,\"b = y\\;z; a=x\n\\ c = \"\n"))
        .containsExactly(
            "REFUND → REFUND {outcomes=Outcomes[outcomes=[Outcome[id= c, name=], Outcome[id=a,"
                + " name=x], Outcome[id=b, name=y;z]]]} -[]");
    assertThat(csv("code,outcomes\nREFUND,a = b = c\nNEW,a=1;a=2\n"))
        .containsExactly("bad-cell B2", "bad-cell B3");
    assertThat(csv("code,displayName\nREFUND,\"\"\"\"\"\"\n")).containsExactly("bad-cell B2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7", "7.0", "2026-01-05", "05.01.2026", "1/5/26", "1/5/2026 00:00", "5-Jan", "05. Mai",
            "Jan-26",
        "01. Okt 26", "13:30", "01:30 PM", "1.5E+10", "1,23457E+19", "TRUE", "FALSCH", "#NAME?",
            "#N/A",
        "#DIV/0!", "#BEZUG!", "########"
      })
  void what_a_program_made_of_a_text_is_refused_with_its_cell(String cell) {
    assertThat(csv("code\tdescription\nGREETING\t%s\n".formatted(cell)))
        .containsExactly("rewritten B2");
    assertThat(csv("code\tdescription\nGREETING\t'%s\n".formatted(cell)))
        .containsExactly("GREETING → GREETING {description=Text[text=%s]} -[]".formatted(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8",
        "1.2.3",
        "24/7",
        "5 Marketing",
        "TRUE story",
        "#VIP",
        "1E",
        "10% off",
        "What?",
        "1 2",
        "may be"
      })
  void and_what_only_looks_a_little_like_it_is_text(String cell) {
    assertThat(csv("code\tdescription\nGREETING\t%s\n".formatted(cell)))
        .containsExactly("GREETING → GREETING {description=Text[text=%s]} -[]".formatted(cell));
  }

  @Test
  void letters_that_a_code_page_lost_and_codes_that_became_numbers_are_refused() {
    assertThat(
            read(
                "code,displayName\nGREETING,Grüße – ??\n"
                    .getBytes(Charset.forName("windows-1252"))))
        .containsExactly("rewritten B2");
    DesiredState numbers = state("format: 1\ncodes:\n  '007': {}\n  12345678901234567890: {}\n");
    Sheets sheet =
        ((Checked.Valid<Sheets>)
                Sheets.read(
                    "c", "code\n7\n12345678901234500000\n8\n".getBytes(StandardCharsets.UTF_8)))
            .value();
    Checked<SheetImport.Edits> read = SheetImport.of(sheet, numbers, id -> Optional.empty());
    assertThat(findings(((Checked.Invalid<SheetImport.Edits>) read).findings()))
        .containsExactly("rewritten A2", "rewritten A3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refund", "Refund", "REFUND ", " REFUND", "REFUND\u00A0", "\u3000ReFund"})
  void a_code_of_the_files_in_other_case_or_with_spaces_is_no_new_one(String code) {
    assertThat(csv("code,displayName\n%s,x\n".formatted(code))).containsExactly("rewritten A2");
    assertThat(csv("code,retired\n%s,yes\n".formatted(code))).containsExactly("rewritten A2");
    assertThat(csv("code\n'%s\n".formatted(code))).containsExactly("+ %s - {}".formatted(code));
    assertThat(csv("id,code\nother,%s\n".formatted(code)))
        .containsExactly("+ %s other {}".formatted(code));
    assertThat(csv("id,code\n0815,greeting\n")).containsExactly("GREETING → greeting {} -[]");
  }

  @Test
  void headers_are_the_columns_that_there_are_each_once() {
    assertThat(csv("code,Code,code,division,,\nREFUND,,,,,x\n"))
        .containsExactly(
            "unknown-column B1", "column-twice C1", "unknown-column D1", "unknown-column F1");
    assertThat(csv("name\nREFUND\n")).containsExactly("unknown-column A1", "missing-column A1");
  }

  @Test
  void a_file_that_is_no_sheet_or_beyond_bounds_is_one_finding() throws IOException {
    byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    String wide = "code" + ",".repeat(200) + "\n";
    String sheet = xml("<row><c t=\"inlineStr\"><is><t>code</t></is></c></row>");

    assertThat(read(old)).singleElement().asString().contains("before 2007");
    assertThat(csv("code\n\"REFUND\n")).singleElement().asString().contains("quotes of row 2");
    assertThat(csv(wide)).singleElement().asString().contains("more than 100 cells");
    assertThat(csv("code\n" + "A\n".repeat(200_001)))
        .singleElement()
        .asString()
        .contains("200,000 rows");
    assertThat(read("PK\3\4 no".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .contains("broken .xlsx");
    assertThat(read(xlsx(Map.of("a.txt", "x")))).singleElement().asString().contains("no .xlsx");
    assertThat(
            read(
                xlsx(
                    sheet.replace(
                        "<row>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><row>"))))
        .singleElement()
        .asString()
        .contains("DOCTYPE");
    assertThat(read(xlsx(xml(" ".repeat(97 << 20))))).singleElement().asString().contains("96 MiB");
    assertThat(read(xlsx(xml("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"/>"))))
        .singleElement()
        .asString()
        .contains("disorder");
    assertThat(read(xlsx(xml("<row r=\"999999\"><c><v>1</v></c></row>"))))
        .singleElement()
        .asString()
        .contains("200,000 rows");
    assertThat(read(xlsx(xml("<row><c t=\"s\"><v>99</v></c></row>"))))
        .singleElement()
        .asString()
        .contains("isn't in it");
  }

  @Test
  @Timeout(120)
  void a_small_file_that_would_take_forever_is_beyond_bounds() throws IOException {
    String rows = "<row><c t=\"str\"><v>code</v></c></row>";
    String shared = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>".repeat(50);
    String merges = "<mergeCell ref=\"D1:E90000\"/>".repeat(1_001);

    assertThat(read(xlsx(xml(shared), "xl/sharedStrings.xml", "_x0041_" + "a".repeat(1 << 20))))
        .singleElement()
        .asString()
        .contains("more than 96 Mi letters");
    assertThat(read(xlsx(xml(rows + merges)))).singleElement().asString().contains("merges cells");
    assertThat(read(xlsx(xml(rows), "xl/styles.xml", "[".repeat(2_000_000)))).isEmpty();
    assertThat(csv("code" + ",".repeat(1_000_000) + "\n"))
        .singleElement()
        .asString()
        .contains("more than 100 cells");
  }

  @Test
  void what_is_no_text_in_an_xlsx_is_told_as_what_it_is() throws IOException {
    byte[] bytes =
        xlsx(
            xml(
                """
                <x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>
                <x:row r="2"><x:c r="A2" t="s"><x:v>2</x:v></x:c><x:c r="B2" s="1"><x:v>46000</x:v></x:c></x:row>
                <x:row r="3"><x:c r="A3"><x:f>1+6</x:f><x:v>7</x:v></x:c></x:row>
                <x:row r="4"><x:c r="A4" t="b"><x:v>1</x:v></x:c><x:c r="B4" t="e"><x:v>#REF!</x:v></x:c></x:row>
                <x:row r="5"><x:c r="A5" t="str"><x:v>N1</x:v></x:c><x:c r="B5" s="2"><x:v>7</x:v></x:c></x:row>
                <x:row r="6"><x:c r="A6" t="str"><x:v>N2</x:v></x:c></x:row>
                </x:sheetData><x:mergeCells><x:mergeCell ref="B6:B7"/></x:mergeCells><x:sheetData>
                """));

    assertThat(read(bytes))
        .containsExactly("not-text B2", "not-text A3", "not-text A4", "not-text B4", "not-text B6");
  }

  private static String xml(String rows) {
    return "<?xml version=\"1.0\"?><worksheet><sheetData>%s</sheetData></worksheet>"
        .formatted(rows);
  }

  private static byte[] xlsx(String sheet) throws IOException {
    return xlsx(sheet, "", "");
  }

  /// @param part that has another text or format than usual
  private static byte[] xlsx(String sheet, String part, String text) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"/xl/one.xml\"/></Relationships>");
    parts.put(
        "xl/sharedStrings.xml",
        "<sst><si><t>code</t></si><si><r><t>des</t></r><r><t>cription</t></r><rPh><t>x</t></rPh></si>"
            + "<si><t>REF_x0055_ND</t></si></sst>");
    parts.put(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"[Red]0&quot;day&quot;\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/></cellXfs></styleSheet>");
    parts.put("xl/one.xml", sheet);
    parts.computeIfPresent(
        part,
        (name, usual) ->
            usual.replace("<t>code</t>", "<t>%s</t>".formatted(text)).replace("[Red]", text));
    return xlsx(parts);
  }

  private static byte[] xlsx(Map<String, String> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}

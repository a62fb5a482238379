package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.wrapup.Hostile;
import dev.wrapup.HostileText;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Codes out into a spreadsheet, and what was changed there into the files.
class SheetStoryTest {
  /// What Excel takes for the beginning of a formula, or hides.
  private static final String FORMULA = "=+-@\t\r";

  @TempDir Path folder;

  static List<Dialect> dialects() {
    return Dialect.ALL;
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void hostile_texts_come_back_as_they_were_and_no_cell_begins_a_formula(Dialect dialect)
      throws IOException {
    Organization organization = hostile(dialect, Seeds.count(500, 10_000));
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--out", "wrapupcodes.yaml");
      String before = program.read("wrapupcodes.yaml");
      for (String format : List.of("csv", "xlsx")) {
        for (List<String> from : List.of(List.<String>of(), List.of("-f", "wrapupcodes.yaml"))) {
          String name = format + from.size();
          program.run(
              List.of("export", "--format", format, "--out", name), from.toArray(String[]::new));

          Program.Run run = program.run("import", name);

          assertThat(program.read("wrapupcodes.yaml").lines())
              .as(name)
              .containsExactlyElementsOf(before.lines().toList());
          assertThat(run.err()).contains("nothing was written");
          assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
          List<String> cells = cells(folder.resolve(name));
          assertThat(cells).hasSizeGreaterThan(organization.codes().size());
          assertThat(cells)
              .noneMatch(cell -> !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0);
        }
      }
    }
  }

  @Test
  void queues_of_hostile_names_come_back_as_they_were() throws IOException {
    List<LiveCode> codes =
        List.of(
            new LiveCode("id-1", "1", "Refund", Map.of()),
            new LiveCode("id-2", "1", "=Callback", Map.of()));
    List<Queue> queues = new ArrayList<>();
    for (String name : Hostile.texts()) {
      List<String> offered = queues.size() % 3 == 0 ? List.of("id-1", "id-2") : List.of("id-2");
      queues.add(new Queue("q-" + queues.size(), name, "", offered, Map.of()));
    }
    Organization organization =
        new Organization(Dialect.GENESYS_CLOUD, codes, List.of(), Map.of(), queues);
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--queues", "--out", "wrapupcodes.yaml");
      String before = program.read("wrapupcodes.yaml");
      for (String format : List.of("csv", "xlsx")) {
        for (List<String> from : List.of(List.<String>of(), List.of("-f", "wrapupcodes.yaml"))) {
          String name = format + from.size();
          program.run(
              List.of("export", "--queues", "--format", format, "--out", name),
              from.toArray(String[]::new));
          List<String> pairs =
              format.equals("csv") ? List.of("--queues", name + ".queues") : List.of();

          Program.Run run = program.run(List.of("import", name), pairs.toArray(String[]::new));

          assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
          assertThat(run.err()).contains("nothing was written");
          assertThat(program.read("wrapupcodes.yaml")).isEqualTo(before);
        }
      }
      assertThat(cells(folder.resolve("csv0.queues")))
          .hasSizeGreaterThan(queues.size())
          .noneMatch(cell -> !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0);
      program.run("export", "--format", "xlsx", "--out", "codes.xlsx");
      try (ZipFile zip = new ZipFile(folder.resolve("codes.xlsx").toFile())) {
        assertThat(zip.getEntry("xl/worksheets/sheet2.xml")).isNull();
      }
    }
  }

  private static Organization hostile(Dialect dialect, int count) {
    Random random = new Random(7);
    HostileText texts = new HostileText(random);
    List<LiveCode> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<Field, Value> values = new HashMap<>();
      for (Field field : dialect.fields()) {
        Value value =
            switch (field.kind()) {
              case CHOICE -> new Value.Text(field.choices().get(random.nextInt(2)));
              case OUTCOMES ->
                  new Value.Outcomes(
                      List.of(
                          outcome(texts, random), outcome(texts, random), outcome(texts, random)));
              case TEXT -> new Value.Text(text(texts, random, Math.min(field.max(), 120)));
            };
        boolean isPossible = field.obstacle(value).isEmpty() && random.nextInt(5) > 0;
        boolean isDivision = dialect.scope().filter(scope -> scope.field() == field).isPresent();
        if (isPossible && !isDivision) values.put(field, value);
      }
      String code = text(texts, random, 14) + i;
      if (dialect.key().obstacle(new Value.Text(code)).isPresent()) continue;
      codes.add(new LiveCode("id" + i, "1", code, values));
    }
    return new Organization(dialect, codes, List.of(), Map.of());
  }

  private static Value.Outcome outcome(HostileText texts, Random random) {
    return new Value.Outcome(text(texts, random, 12), text(texts, random, 40));
  }

  private static String text(HostileText texts, Random random, int most) {
    String begin =
        List.of(
                "", "", "=", "+", "-", "@", "'", "''", "\t", "\r", "\"\"", "007", "1E5", "_x0041_",
                "; = \\")
            .get(random.nextInt(15));
    String text = begin + (random.nextInt(4) == 0 ? "" : texts.name(most - begin.length()));
    return text.isEmpty() ? "=1+1" : text;
  }

  /// As a program reads them that isn't ours.
  private static List<String> cells(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<String> cells = new ArrayList<>();
    if (bytes[0] != 'P') {
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertThat(text).startsWith("\uFEFF");
      try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text.substring(1))) {
        rows.forEach(row -> cells.addAll(row.getFields()));
      }
      return cells;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String sheet = part(zip, "xl/worksheets/sheet1.xml");
      assertThat(sheet).doesNotContain("<f>", "<f ");
      Jsoup.parse(part(zip, "xl/sharedStrings.xml"), Parser.xmlParser())
          .select("si > t")
          .forEach(text -> cells.add(text.wholeText().replace("_x000D_", "\r")));
    }
    return cells;
  }

  private static String part(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void a_code_that_no_file_can_declare_is_told_and_left_out(Dialect dialect) {
    LiveCode parked = new LiveCode("1", "1", "~AAAAAAAAAAAAAAAAAAA", Map.of());
    LiveCode plain = new LiveCode("2", "1", "REFUND", Map.of());
    Organization organization =
        new Organization(dialect, List.of(parked, plain), List.of(), Map.of());
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox);

      Program.Run run = program.run("export", "--format", "csv", "--out", "codes.csv");

      assertThat(run.err())
          .contains("1 code left out, that no file can declare", "1 code written to codes.csv;");
      assertThat(program.read("codes.csv")).contains("REFUND").doesNotContain("~");
    }
  }

  @Test
  void what_was_changed_in_a_spreadsheet_is_the_smallest_edit_of_the_file_and_its_plan() {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = new Program(folder).at(sandbox);
      String file =
          """
          format: 1
          policy:
            allow: [create, update, delete]
          # ours
          codes:
            REFUND: # about money
              displayName: Refund
              description: Money back.
            COMPLAINT:
              displayName: Complaint
            PRAISE: {displayName: Praise}
          """;
      program.wrapupcodes(file);
      program.file(
          "codes.csv",
          "code;displayName;description;retired;routingType\r\n"
              + "REFUND;Refund request;;;manual\r\n"
              + "COMPLAINT;Complaint;\"\"\"\"\"\";;\r\n"
              + "PRAISE;Praise;;yes;\r\n"
              + "NEW;'=New;\"two\nlines\";;auto\r\n");

      Program.Run run = program.run("import", "codes.csv", "--exit-code");

      assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.PENDING);
      assertThat(run.err()).contains("wrote wrapupcodes.yaml");
      assertThat(program.read("wrapupcodes.yaml"))
          .isEqualTo(
              """
              format: 1
              policy:
                allow: [create, update, delete]
              retired:
                - PRAISE
              # ours
              codes:
                REFUND: # about money
                  displayName: Refund request
                  routingType: manual
                COMPLAINT:
                  displayName: Complaint
                  description: ""
                NEW:
                  displayName: "=New"
                  description: "two\\nlines"
                  routingType: auto
              """);
      assertThat(run.out()).isEqualTo(program.run("plan").out());
      assertThat(sandbox.writes()).isZero();
      assertThat(program.run("fmt", "--check").exit()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void a_code_that_was_changed_beside_its_id_is_renamed_pinned_or_not() {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--no-ids", "--out", "wrapupcodes.yaml");
      program.run("export", "--format", "csv", "--out", "codes.csv");
      program.file("codes.csv", program.read("codes.csv").replace(",REFUND,", ",MONEY_BACK,"));

      Program.Run run = program.run("import", "codes.csv");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(program.read("wrapupcodes.yaml"))
          .contains("  MONEY_BACK:\n")
          .contains("    previously: [REFUND]\n")
          .doesNotContain("  REFUND:");
      assertThat(run.out())
          .contains("MONEY_BACK", "was REFUND", "0 to create, 1 to update, 0 to delete");
    }
  }

  @Test
  void no_terminal_gets_the_bytes_of_an_xlsx() {
    Program program = new Program(folder);
    List<String> export = List.of("export", "--sandbox", "--format");

    assertThat(program.run(export, "xlsx").exit()).isEqualTo(ExitCode.OK);
    Program.Run shown = program.shown().run(export, "xlsx");
    assertThat(shown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err()).endsWith("next: name a file by --out\n");
    assertThat(program.run(export, "xlsx", "--out", "codes.xlsx").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run(export, "csv").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void files_that_would_not_do_are_not_written_and_the_sheet_is_what_is_to_be_mended() {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--out", "wrapupcodes.yaml");
      String file = program.read("wrapupcodes.yaml");
      program.file("codes.csv", "code,description\nNEW_ONE,without a name\n");

      Program.Run run = program.run("import", "codes.csv");

      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err())
          .contains("'NEW_ONE' is not live", "Nothing was written; the lines are those of")
          .endsWith("next: mend the sheet, then import again\n");
      assertThat(program.read("wrapupcodes.yaml")).isEqualTo(file);
    }
  }

  @Test
  void all_that_is_wrong_is_told_with_its_row_and_column_and_nothing_is_written() {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = new Program(folder).at(sandbox);
      String file =
          "format: 1\ncodes:\n  \"007\": {displayName: Bond}\n  REFUND: {description: \"1.50\"}\n";
      program.wrapupcodes(file);
      program.file(
          "codes.csv",
          """
          code,displayName,description,routingType,retired,outcomes
          7,Bond,,,,
          REFUND,05.01.2026,1.5,manuel,perhaps,a = b = c
          REFUND,x,,,,
          """);

      Program.Run run = program.run("import", "codes.csv", "--format", "json");

      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.findings())
          .containsExactly(
              "rewritten 2:1",
              "rewritten 3:10",
              "rewritten 3:23",
              "bad-cell 3:29",
              "bad-cell 3:38",
              "bad-cell 3:48",
              "row-twice 4:1");
      String told = program.run("import", "codes.csv").err();
      assertThat(told)
          .contains("row 2, column A (code): '7' is what a spreadsheet program makes of '007'")
          .contains(
              "row 3, column C (description): '1.5' is what a spreadsheet program makes of '1.50'")
          .contains(
              "row 3, column D (routingType): 'manuel' is none of manual, auto",
              "did you mean 'manual'?")
          .contains("row 4, column A (code): 'REFUND' has row 3 already", "Nothing was written.");
      assertThat(program.read("wrapupcodes.yaml")).isEqualTo(file);
      assertThat(sandbox.requests()).isEmpty();
    }
  }
}

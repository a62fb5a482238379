package dev.wrapup.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.Seeds;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a sheet of pairs says of the files, and what is refused.
class QueueSheetTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private static final DesiredState FILES =
      state(
          """
          format: 1
          api: genesys-cloud
          retired: [Gone]
          offers:
            Sales: [Refund, Callback]
            "Sales *": [Order]
            "Support *": [Callback]
          codes:
            Refund: {id: r, queues: [Billing, {name: Twice, id: q2}]}
            Callback: {id: c}
            Order: {queues: ["007", Sales East]}
            Bare: {}
          """);

  private static final String CODES = "id,code\nr,Refund\nc,Callback\n,Order\n,Bare\n";

  /// All pairs that the files name.
  private static final String PAIRS =
      """
      Refund,Billing,
      Refund,Twice,q2
      Refund,Sales,
      Callback,Sales,
      Order,007,
      Order,Sales East,
      """;

  private static DesiredState state(String yaml) {
    SourceFile file = new SourceFile("f.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return read(List.of(file));
  }

  private static DesiredState read(List<SourceFile> files) {
    Checked<DesiredState> read = DesiredFiles.readSources(files, TODAY);
    return ((Checked.Valid<DesiredState>) read).value();
  }

  private static Sheets sheets(byte[] bytes) {
    return ((Checked.Valid<Sheets>) Sheets.read("codes", bytes)).value();
  }

  private static Sheets sheets(String text) {
    return sheets(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Checked<SheetImport.Edits> edits(Sheets sheets, DesiredState state) {
    return SheetImport.of(sheets, state, id -> Optional.empty());
  }

  /// What comes of rows of pairs beside rows of codes.
  private static List<String> pairs(String codes, String rows) {
    return told(sheets(codes).with(sheets("code,queue,queue id\n" + rows)));
  }

  private static List<String> pairs(String rows) {
    return pairs(CODES, rows);
  }

  private static List<String> told(Sheets sheets) {
    return told(sheets, FILES);
  }

  private static List<String> told(Sheets sheets, DesiredState state) {
    return switch (edits(sheets, state)) {
      case Checked.Invalid<SheetImport.Edits> invalid ->
          invalid.findings().stream()
              .map(finding -> finding.code() + " " + finding.message().replaceFirst(":.*", ""))
              .toList();
      case Checked.Valid<SheetImport.Edits> valid ->
          valid.value().edits().stream().map(QueueSheetTest::told).toList();
    };
  }

  private static String told(Edit edit) {
    return switch (edit) {
      case Edit.Rewrite rewrite ->
          "%s → %s -%s +%s"
              .formatted(
                  rewrite.entry().key(),
                  rewrite.code(),
                  rewrite.undeclared().stream().map(QueueRef::word).sorted().toList(),
                  rewrite.joined().stream().map(QueueRef::word).toList());
      case Edit.Removal removal -> "- " + removal.entry().key();
      case Edit.Addition addition ->
          "+ %s %s"
              .formatted(addition.code(), addition.queues().stream().map(QueueRef::word).toList());
    };
  }

  @Test
  void rows_that_the_files_have_change_nothing_in_whatever_words() {
    assertThat(pairs(PAIRS)).isEmpty();
    assertThat(pairs(PAIRS.replace("Refund,Twice,q2", "Refund,q2,"))).isEmpty();
    assertThat(pairs(PAIRS.replace("Refund,Twice,q2", "Refund,Twice,"))).isEmpty();
    assertThat(pairs(PAIRS + "Order,Sales West,\nCallback,Support 1,\n")).isEmpty();
    assertThat(pairs(PAIRS.replace("Refund,Billing", "Refund,'Billing"))).isEmpty();
  }

  @Test
  void rows_that_come_and_go_are_queues_of_that_code_which_come_and_go() {
    assertThat(pairs(PAIRS + "Bare,Billing,\nBare,Twice,q3\n"))
        .containsExactly("Bare → Bare -[] +[Billing, q3]");
    assertThat(pairs(PAIRS.replace("Refund,Twice,q2", "Refund,Twice,q3")))
        .containsExactly("Refund → Refund -[q2] +[q3]");
    assertThat(pairs(PAIRS.replace("Callback,Sales,\n", "")))
        .containsExactly("Callback → Callback -[Sales] +[]");
    assertThat(pairs(PAIRS.replaceAll("Refund,.*\n", "")))
        .containsExactly("Refund → Refund -[Billing, Sales, q2] +[]");
    assertThat(pairs(PAIRS + "Callback,Sales West,\n"))
        .as("a pattern of another code")
        .containsExactly("Callback → Callback -[] +[Sales West]");
  }

  @Test
  void a_code_that_has_no_row_in_either_sheet_stays_as_it_is() {
    assertThat(pairs("code\nBare\n", "Callback,Billing,\n"))
        .containsExactly("Callback → Callback -[Sales] +[Billing]");
    assertThat(pairs("code\nBare\n", "")).isEmpty();
    assertThat(told(sheets(CODES))).isEmpty();
  }

  @Test
  void a_code_that_is_renamed_new_or_retired_has_its_rows_by_either_name() {
    String renamed = CODES.replace("r,Refund", "r,Money back");

    assertThat(pairs(renamed, PAIRS)).containsExactly("Refund → Money back -[] +[]");
    assertThat(pairs(renamed, PAIRS.replace("Refund,", "Money back,") + "Money back,X,\n"))
        .containsExactly("Refund → Money back -[] +[X]");
    assertThat(pairs(CODES + ",New\n", PAIRS + "New,Billing,\n"))
        .containsExactly("+ New [Billing]");
    assertThat(pairs("id,code,retired\nr,Refund,yes\nc,Callback,\n,Order,\n,Bare,\n", PAIRS))
        .containsExactly("- Refund");
  }

  @Test
  void a_name_that_one_code_gives_up_and_another_gets_is_not_guessed_at() {
    String swapped = "id,code\nr,Callback\nc,Refund\n,Order\n,Bare\n";

    assertThat(pairs(swapped, "Refund,Billing,\nBare,Billing,\nCallback,Sales,\n"))
        .containsExactly(
            "ambiguous-code row 2, column A (code)", "ambiguous-code row 4, column A (code)");
    assertThat(told(sheets(swapped)))
        .containsExactlyInAnyOrder("Refund → Callback -[] +[]", "Callback → Refund -[] +[]");
  }

  @Test
  void names_and_patterns_beyond_all_measure_are_not_held_against_each_other() {
    assertThat(againstPatterns(20_000)).isEmpty();
    assertThat(againstPatterns(20_001)).containsExactly("too-many");
  }

  /// Finding codes of an import of that many queues, by files with a thousand patterns.
  private static List<String> againstPatterns(int queues) {
    String offers =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "  \"Team %d*\": [A]\n".formatted(i))
            .collect(Collectors.joining());
    DesiredState state =
        state("format: 1\napi: genesys-cloud\noffers:\n" + offers + "codes: {A: {}}\n");
    String rows =
        IntStream.range(0, queues)
            .mapToObj(i -> "A,Queue %d,\n".formatted(i))
            .collect(Collectors.joining());
    Sheets sheets = sheets("code\nA\n").with(sheets("code,queue,queue id\n" + rows));
    return edits(sheets, state) instanceof Checked.Invalid<SheetImport.Edits> invalid
        ? invalid.findings().stream().map(Finding::code).toList()
        : List.of();
  }

  @Test
  void what_is_no_pair_is_refused_with_its_row_and_column() {
    assertThat(
            pairs(
                PAIRS
                    + "refund,Billing,\nGone,X,\n,X,\nBare,,q\nBare,  ,\nBare,X,\" \"\n"
                    + "Bare,"
                    + "x".repeat(257)
                    + ",\nBare,B,\nCallback,B,\nBare,B,\n"))
        .containsExactly(
            "unknown-code row 8, column A (code)",
            "unknown-code row 9, column A (code)",
            "bad-cell row 10, column A (code)",
            "bad-cell row 11, column B (queue)",
            "bad-cell row 12, column B (queue)",
            "bad-cell row 13, column C (queue id)",
            "bad-cell row 14, column B (queue)",
            "row-twice row 17, column B (queue)");
    assertThat(pairs(PAIRS.replace("Order,007", "Order,7")))
        .containsExactly("rewritten row 6, column B (queue)");
    assertThat(pairs(PAIRS + "Bare,05.01.2026,\n"))
        .containsExactly("rewritten row 8, column B (queue)");
    assertThat(told(sheets(CODES).with(sheets("code,name,division\nRefund,Billing,x\n"))))
        .containsExactly(
            "missing-column row 1, column A",
            "column-twice row 1, column B",
            "unknown-column row 1, column C");
    assertThat(told(sheets("code\n").with(sheets("\uFEFFqueue;code\r\nBilling;Bare\r\n"))))
        .containsExactly("Bare → Bare -[] +[Billing]");
  }

  @Test
  void what_a_pattern_offers_as_well_can_not_be_taken_out_by_a_row() {
    Checked<SheetImport.Edits> checked =
        edits(
            sheets(CODES).with(sheets("code,queue\n" + PAIRS.replace("Order,Sales East,\n", ""))),
            FILES);

    Finding finding = ((Checked.Invalid<SheetImport.Edits>) checked).findings().getFirst();
    assertThat(finding.code()).isEqualTo("by-pattern");
    assertThat(finding.message())
        .isEqualTo(
            "no row has 'Order' in the queue 'Sales East', but the pattern 'Sales *' offers it"
                + " there");
    assertThat(finding.at()).hasToString("Optional[f.yaml:11:27]");
  }

  @Test
  void a_finding_says_what_is_there_and_what_to_do() {
    assertThat(findings(CODES, "Bare,B,\nBare,B,\nRefun,B,\nElsewhere,B,\n"))
        .containsExactly(
            "row 3, column B (queue): row 2 has this pair already: keep one of the two rows",
            "row 4, column A (code): the files declare no code 'Refun': did you mean 'Refund'?",
            "row 5, column A (code): the files declare no code 'Elsewhere': declare it by a row"
                + " among the codes, or take the row out");
    assertThat(findings("code\nOrder\n", "Order,007,\n"))
        .containsExactly(
            "no row has 'Order' in the queue 'Sales East', but the pattern 'Sales *' offers it"
                + " there: keep the row, or name the queues one by one instead of the pattern");
    DesiredState byId =
        state(
            """
            format: 1
            api: genesys-cloud
            offers: {"0*": [A]}
            codes: {A: {id: a, queues: [{name: "007", id: q7}]}}
            """);
    assertThat(findings(byId, "id,code\na,B\n", "A,7,\n"))
        .containsExactly(
            "row 2, column B (queue): '7' is what a spreadsheet program makes of '007': write what"
                + " it shall be with an apostrophe (') before it; columns that are formatted as"
                + " text stay as they are",
            "no row has 'B' in the queue '007', but the pattern '0*' offers it there: keep the"
                + " row, or name the queues one by one instead of the pattern");
  }

  private static List<String> findings(String codes, String rows) {
    return findings(FILES, codes, rows);
  }

  private static List<String> findings(DesiredState state, String codes, String rows) {
    Sheets sheets = sheets(codes).with(sheets("code,queue,queue id\n" + rows));
    return ((Checked.Invalid<SheetImport.Edits>) edits(sheets, state))
        .findings().stream()
            .map(finding -> finding.message() + ": " + finding.hint().orElse(""))
            .toList();
  }

  @Test
  void pairs_are_written_once_each_and_no_cell_is_a_formula() throws IOException {
    DesiredState state =
        state(
            """
            format: 1
            api: genesys-cloud
            offers: {Sales: ["=1+1"]}
            codes:
              "=1+1": {queues: [Sales, {name: Twice, id: q2}, {name: Twice, id: "-3"}, "@A1"]}
            """);
    ByteArrayOutputStream csv = new ByteArrayOutputStream();

    SheetWriter.of(state, true, false).queuesCsv(csv);

    assertThat(csv.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            \uFEFFcode,queue,queue id
            '=1+1,Sales,
            '=1+1,Twice,q2
            '=1+1,Twice,'-3
            '=1+1,'@A1,
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void a_workbook_has_its_pairs_in_a_second_sheet_which_findings_name() throws IOException {
    Map<String, String> both = new TreeMap<>(Map.of("codes", CODES, "queues", "code,queue\nX,Y\n"));

    assertThat(told(sheets(xlsx(both))))
        .containsExactly("unknown-code sheet queues, row 2, column A (code)");
    assertThat(told(sheets(xlsx(Map.of("queues", "code,queue\nBare,Billing\n")))))
        .containsExactly("Bare → Bare -[] +[Billing]");
    assertThat(told(sheets(xlsx(Map.of("Mine", "code\nCallback\n", "queues", "code,queue\n")))))
        .containsExactly("Callback → Callback -[Sales] +[]");
    assertThat(told(sheets(CODES).with(sheets(xlsx(both)))))
        .containsExactly("unknown-code sheet queues, row 2, column A (code)");
    assertThat(told(sheets(xlsx(Map.of("queues", "code,queue\nBare,_xD800_\n")))))
        .as("half a sign")
        .containsExactly("bad-cell sheet queues, row 2, column B (queue)");
    byte[] formula = xlsx(both, "1+1");
    assertThat(told(sheets(formula)))
        .containsExactly("not-text sheet queues, row 3, column A (code)");
  }

  @Test
  void cells_of_both_sheets_are_bounded_together() throws IOException {
    String longest = "a".repeat(1 << 15);
    String rows = ("Bare," + longest + "\n").repeat(3_100);

    Checked<Sheets> read =
        Sheets.read("codes", xlsx(Map.of("codes", CODES, "queues", "code,queue\n" + rows)));

    assertThat(((Checked.Invalid<Sheets>) read).findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("more than 96 Mi letters");
  }

  private static byte[] xlsx(Map<String, String> sheets) throws IOException {
    return xlsx(sheets, "");
  }

  /// @param formula in the third row of the last sheet, in place of what stands in its second
  private static byte[] xlsx(Map<String, String> sheets, String formula) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", null)) {
      Worksheet last = null;
      for (Map.Entry<String, String> each : sheets.entrySet()) {
        last = workbook.newWorksheet(each.getKey());
        List<String> lines = each.getValue().lines().toList();
        for (int row = 0; row < (formula.isEmpty() ? lines.size() : 1); row++) {
          String[] cells = lines.get(row).split(",", -1);
          for (int column = 0; column < cells.length; column++) {
            last.value(row, column, cells[column]);
          }
        }
      }
      if (!formula.isEmpty() && last != null) last.formula(2, 0, formula);
    }
    return bytes.toByteArray();
  }

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(60, 1000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void random_pairs_come_back_as_they_were_and_changed_ones_as_they_are_then(long seed)
      throws IOException {
    Random random = new Random(seed);
    DesiredState state = random(random);
    SheetWriter written = SheetWriter.of(state, true, random.nextBoolean());
    ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
    written.xlsx(xlsx);
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    written.csv(codes);
    ByteArrayOutputStream queues = new ByteArrayOutputStream();
    written.queuesCsv(queues);
    Sheets csv = sheets(codes.toByteArray()).with(sheets(queues.toByteArray()));

    for (Sheets sheets : List.of(sheets(xlsx.toByteArray()), csv)) {
      assertThat(edits(sheets, state)).as("seed %d", seed).isEqualTo(NOTHING);
    }

    Set<List<String>> wanted = new TreeSet<>(PAIR);
    StringBuilder rows = new StringBuilder("code,queue,queue id\n");
    named(state).stream().filter(pair -> random.nextInt(3) > 0).forEach(wanted::add);
    for (int i = random.nextInt(4); i > 0; i--) {
      String code = state.codes().get(random.nextInt(state.codes().size())).key();
      wanted.add(List.of(code, any(random, QUEUES)));
    }
    wanted.forEach(pair -> rows.append(row(pair)));
    Sheets changed = sheets(codes.toByteArray()).with(sheets(rows.toString()));
    List<Edit> edits = ((Checked.Valid<SheetImport.Edits>) edits(changed, state)).value().edits();
    DesiredFiles.Edited edited =
        ((Checked.Valid<DesiredFiles.Edited>) DesiredFiles.edit(state, edits, List.of(), TODAY))
            .value();

    assertThat(named(edited.state())).as("seed %d", seed).isEqualTo(wanted);
    assertThat(edited.state().codes().stream().filter(code -> code.queues().isEmpty()))
        .as("a code whose entry says nothing of queues and has no new one stays so")
        .hasSize(
            (int)
                state.codes().stream()
                    .filter(code -> code.queues().isEmpty())
                    .filter(code -> named(state).containsAll(of(code, wanted)))
                    .count());
  }

  private static final Checked<SheetImport.Edits> NOTHING =
      new Checked.Valid<>(new SheetImport.Edits(List.of(), List.of()), List.of());

  private static final Comparator<List<String>> PAIR =
      Comparator.<List<String>, String>comparing(List::getFirst).thenComparing(List::getLast);

  /// Names that a file can hold and that are not taken for what a spreadsheet program made.
  private static final List<String> QUEUES =
      Hostile.texts().stream().filter(text -> !text.isBlank()).distinct().toList();

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static Set<List<String>> of(DesiredCode code, Set<List<String>> pairs) {
    return pairs.stream()
        .filter(pair -> pair.getFirst().equals(code.key()))
        .collect(Collectors.toSet());
  }

  /// Codes with what decides which queue is meant, of all pairs that files name.
  private static Set<List<String>> named(DesiredState state) {
    Set<List<String>> pairs = new TreeSet<>(PAIR);
    for (DesiredCode code : state.codes()) {
      for (Sourced<QueueRef> queue : code.queues().orElse(List.of())) {
        pairs.add(List.of(code.key(), queue.value().word()));
      }
    }
    state.offers().stream()
        .filter(offer -> !offer.isPattern())
        .forEach(
            offer ->
                offer
                    .codes()
                    .forEach(code -> pairs.add(List.of(code.value(), offer.queue().value()))));
    return pairs;
  }

  private static String row(List<String> pair) {
    return pair.stream()
            .map(cell -> "\"'%s\"".formatted(cell.replace("\"", "\"\"")))
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static DesiredState random(Random random) {
    List<String> codes = new ArrayList<>();
    StringBuilder text = new StringBuilder("format: 1\napi: genesys-cloud\ncodes:\n");
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String code = Character.toString(any(random, QUEUES).codePointAt(0)) + "code " + i;
      codes.add(code);
      String key = Scalars.of(code, false);
      Set<String> queues = new TreeSet<>();
      for (int j = random.nextInt(4); j > 0; j--) queues.add(any(random, QUEUES));
      List<String> items = new ArrayList<>();
      for (String queue : queues) {
        String name = Scalars.of(queue, true);
        items.add(
            random.nextInt(3) > 0 ? name : "{name: %s, id: id-%s}".formatted(name, items.size()));
      }
      boolean isBlock = random.nextBoolean() && !items.isEmpty();
      if (items.isEmpty() && random.nextBoolean()) {
        text.append("  %s: {}\n".formatted(key));
      } else if (isBlock) {
        text.append("  %s:\n    queues:\n".formatted(key));
        items.forEach(item -> text.append("      - %s # ours\n".formatted(item)));
      } else {
        text.append("  %s: {queues: [%s]}\n".formatted(key, String.join(", ", items)));
      }
    }
    if (random.nextBoolean()) {
      text.append("offers:\n");
      Set<String> queues = new TreeSet<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) queues.add(any(random, QUEUES));
      queues.removeIf(queue -> queue.contains("*"));
      queues.add("Sales");
      for (String queue : queues) {
        List<String> some = codes.stream().filter(code -> random.nextBoolean()).toList();
        text.append(
            "  %s: [%s]\n"
                .formatted(
                    Scalars.of(queue, false),
                    some.stream()
                        .map(code -> Scalars.of(code, true))
                        .collect(Collectors.joining(", "))));
      }
    }
    return state(text.toString());
  }
}

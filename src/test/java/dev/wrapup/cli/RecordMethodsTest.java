package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Records are compiled, and compared and hashed as they are and as `release/RecordMethods`
/// rewrites them.
class RecordMethodsTest {
  @TempDir static Path classes;
  private static Method tool;

  @TempDir Path folder;

  @BeforeAll
  static void the_tool() throws Exception {
    tool = Rewriting.tool("RecordMethods", classes);
  }

  private void check(String record, String inputs, int rewritten) throws Exception {
    Rewriting rewriting = new Rewriting(tool, folder);
    rewriting.compile(
        """
        class Subject {
          %s
          static Object[] inputs() { return new Object[] {%s}; }
          static Object ask(Object o) {
            StringBuilder told = new StringBuilder(o + ": ");
            for (Object other : inputs()) told.append(o.equals(other) ? "=" : "/");
            return told.append(o.equals(o) ? "=" : "/").append(o.equals(null) ? "=" : "/").append(o.hashCode());
          }
        }
        """
            .formatted(record, inputs));
    Map<String, byte[]> before = rewriting.classes();

    Map<String, byte[]> after = rewriting.rewritten(before);

    // its text is left to the JDK
    assertThat(Rewriting.bootstrapped(before, "bootstrap")).isEqualTo(rewritten + 1);
    assertThat(Rewriting.bootstrapped(after, "bootstrap")).isEqualTo(1);
    assertThat(Rewriting.answers(after)).isEqualTo(Rewriting.answers(before)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          boolean | true; false; true
          byte    | (byte) 7; (byte) -7; (byte) 7
          short   | (short) 300; (short) -300; (short) 300
          char    | 'a'; '\uffff'; 'a'
          int     | 1; Integer.MIN_VALUE; 1
          long    | 1L; 1L << 32; 1L; Long.MIN_VALUE
          float   | 0f; -0f; Float.NaN; Float.intBitsToFloat(0x7fc00001); 1f
          double  | 0.0; -0.0; Double.NaN; Double.longBitsToDouble(0x7ff8000000000001L); 1.0
          String  | "a"; new String("a"); "b"; null; ""
          java.util.List<?> | null; java.util.List.of(1); java.util.List.of(1); java.util.List.of(); null
          """)
  void a_component_of_a_type(String type, String values) throws Exception {
    String inputs = "new R(" + values.replace("; ", "), new R(") + "), \"another type\"";

    check("record R(%s one) {}".formatted(type), inputs, 2);
  }

  @Test
  void many_components_are_looked_at_in_their_order() throws Exception {
    check(
        """
        record R(double d, String s, long l, Object o, boolean b, java.util.List<?> list) {}
        """,
        """
        new R(1, "a", 2, null, true, java.util.List.of(new R(0, null, 0, 1, false, null))),
        new R(1, "a", 2, null, true, java.util.List.of(new R(0, null, 0, 1, false, null))),
        new R(1, "a", 2, null, false, null), new R(1, "a", 3, null, true, null),
        new R(1, "a", 2, null, true, java.util.List.of())
        """,
        2);
  }

  @Test
  void a_generic_record() throws Exception {
    check(
        "record R<T extends Comparable<T>>(T one, T two) {}",
        "new R<>(1, 2), new R<>(2, 1), new R<>(1, 2)",
        2);
  }

  @Test
  void a_record_without_components() throws Exception {
    check("record R() {}", "new R(), new R(), 1", 2);
  }

  @Test
  void what_a_record_says_itself_stays() throws Exception {
    check(
        """
        record R(String one) {
          @Override public boolean equals(Object other) {
            return other instanceof R that && one.equalsIgnoreCase(that.one);
          }
        }
        """,
        """
        new R("a"), new R("A"), new R("b")
        """,
        1);
  }
}

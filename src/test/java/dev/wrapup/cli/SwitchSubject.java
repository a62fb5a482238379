package dev.wrapup.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A kind of switch, in a class `Subject` with `static Object[] inputs()` and `static Object
/// ask(Object)`.
///
/// @param rewritten how many of its switches are
/// @param left how many are left to the JDK
record SwitchSubject(String name, int rewritten, int left, String source) {
  @Override
  public String toString() {
    return name;
  }

  static List<SwitchSubject> all() {
    return List.of(
        new SwitchSubject(
            "sealed records, null among what is asked",
            1,
            0,
            """
            class Subject {
              sealed interface Shape permits Circle, Square, Point {}
              record Circle(int r) implements Shape {}
              record Square(int a) implements Shape {}
              enum Point implements Shape { HERE }
              static Object[] inputs() { return new Object[] {new Circle(1), new Square(2), Point.HERE, null}; }
              static Object ask(Object o) {
                return switch ((Shape) o) { case Circle c -> "c" + c.r(); case Square s -> "s" + s.a(); case Point p -> p; };
              }
            }
            """),
        new SwitchSubject(
            "nested patterns of generic private records, guards",
            3,
            0,
            """
            class Subject {
              private record Box<T>(T content) {}
              private record Pair<A, B>(A a, B b) {}
              static Object[] inputs() {
                return new Object[] {new Box<>("x"), new Box<>(2), new Box<>(7), new Box<>(new Box<>("deep")), new Box<>(new Box<>(9)),
                  new Box<>(null), new Pair<>(1, "one"), new Pair<>("one", 1), new Pair<>(new Box<>(1), new Box<>("z")), 5, null};
              }
              static Object ask(Object o) {
                return switch (o) {
                  case Box(String s) -> "text " + s;
                  case Box(Integer n) when n > 3 -> "large " + n;
                  case Box(Integer n) -> "small " + n;
                  case Box(Box(String s)) -> "boxed text " + s;
                  case Box(var any) -> "any " + (any instanceof Box<?>);
                  case Pair(Integer n, String s) -> n + s;
                  case Pair(Box(var n), Box(String s)) -> "boxes " + n + s;
                  case Pair<?, ?> pair -> "pair";
                  default -> "else";
                };
              }
            }
            """),
        new SwitchSubject(
            "guards that are asked in order, each once",
            1,
            0,
            """
            class Subject {
              static final StringBuilder asked = new StringBuilder();
              static boolean is(String name, boolean answer) { asked.append(name); return answer; }
              static Object[] inputs() { return new Object[] {1, 11, 111, "text", 1.5, null}; }
              static Object ask(Object o) {
                asked.setLength(0);
                String answer = switch (o) {
                  case Integer n when is("a", n > 100) -> "A";
                  case Number n when is("b", n.intValue() > 10) -> "B";
                  case Integer n when is("c", false) -> "C";
                  case CharSequence s when is("d", s.length() > 9) -> "D";
                  case Comparable<?> c when is("e", c instanceof Double) -> "E";
                  case null -> "none";
                  default -> "else";
                };
                return answer + asked;
              }
            }
            """),
        new SwitchSubject(
            "null beside default, arrays, a statement that falls through",
            2,
            0,
            """
            class Subject {
              static Object[] inputs() {
                return new Object[] {new int[3], new String[] {"a"}, new Object[2], "", 'c', null};
              }
              static Object ask(Object o) {
                StringBuilder out = new StringBuilder();
                switch (o) {
                  case int[] numbers: out.append("numbers ").append(numbers.length); break;
                  case String[] texts: out.append("texts");
                  case Object[] _: out.append("objects"); break;
                  case null, default: out.append("else");
                }
                out.append(switch (o) { case Character c -> "c"; case null -> "null"; default -> "-"; });
                return out;
              }
            }
            """),
        new SwitchSubject(
            "constants of enums beside types",
            1,
            1,
            """
            class Subject {
              sealed interface Card permits Suit, Joker {}
              enum Suit implements Card { HEARTS, SPADES }
              record Joker(int n) implements Card {}
              static Object[] inputs() { return new Object[] {Suit.HEARTS, Suit.SPADES, new Joker(3), null}; }
              static Object ask(Object o) {
                String first = switch ((Card) o) { case Suit.HEARTS -> "h"; case Suit.SPADES -> "s"; case Joker(int n) -> "j" + n; };
                return first + switch ((Card) o) { case Suit s -> s.ordinal(); case Joker j -> j.n(); };
              }
            }
            """),
        new SwitchSubject(
            "constant texts and numbers beside types",
            0,
            2,
            """
            class Subject {
              static Object[] inputs() { return new Object[] {"a", "ab", "abcd", 1, 20, 3, null}; }
              static Object ask(Object o) {
                if (o instanceof Integer number) {
                  return switch (number) { case 1 -> "one"; case Integer n when n > 10 -> "large"; case Integer n -> "n" + n; };
                }
                return switch ((String) o) { case "a" -> "A"; case String s when s.length() > 3 -> "long"; case String s -> s; };
              }
            }
            """),
        new SwitchSubject(
            "a switch over an enum or texts alone, and patterns of instanceof",
            0,
            0,
            """
            class Subject {
              enum Suit { HEARTS, SPADES }
              record Box(Object content) {}
              static Object[] inputs() { return new Object[] {Suit.HEARTS, Suit.SPADES, "x", new Box("y"), 1, null}; }
              static Object ask(Object o) {
                if (o instanceof Box(String s)) return s;
                if (o instanceof String s) return switch (s) { case "x" -> 3; default -> 4; };
                return switch ((Suit) o) { case HEARTS -> 1; case SPADES -> 2; };
              }
            }
            """),
        new SwitchSubject(
            "in interfaces, constructors, lambdas and nested classes, one switch in another",
            6,
            0,
            """
            import java.util.function.Function;
            class Subject {
              interface Teller {
                static String of(Object o) { return switch (o) { case String s -> "s"; default -> "?"; }; }
                private String own(Object o) { return switch (o) { case Integer n -> "i"; default -> "?"; }; }
                default String tell(Object o) { return own(o) + of(o); }
              }
              static class Parent { final String kept; Parent(String kept) { this.kept = kept; } }
              static class Child extends Parent {
                Child(Object o) {
                  String kind = switch (o) { case Number n -> "number"; case null -> "null"; default -> "other"; };
                  super(kind);
                }
              }
              static Object[] inputs() { return new Object[] {"x", 1, 2L, null}; }
              static Object ask(Object o) {
                Function<Object, String> lambda = it -> switch (it) {
                  case String s -> switch ((Object) s.length()) { case Integer n when n == 1 -> "one"; default -> "more"; };
                  case Long l -> "long";
                  default -> "else";
                };
                String child = new Child(o).kept;
                return child + lambda.apply(o) + new Teller() {}.tell(o) + inner(o);
              }
              static String inner(Object o) {
                class Local { String tell() { return switch (o) { case Comparable<?> c -> "comparable"; default -> "no"; }; } }
                return new Local().tell();
              }
            }
            """),
        new SwitchSubject(
            "generic sealed types and what is of several types",
            2,
            0,
            """
            class Subject {
              sealed interface Tree<T> permits Leaf, Node {}
              record Leaf<T>(T value) implements Tree<T> {}
              record Node<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}
              static Object[] inputs() {
                return new Object[] {new Leaf<>("a"), new Node<>(new Leaf<>("b"), new Node<>(new Leaf<>("c"), new Leaf<>("d"))),
                  null};
              }
              static <T> String tell(Tree<T> tree) {
                return switch (tree) { case Leaf<T>(var v) -> "" + v; case Node<T>(var l, var r) -> "(" + tell(l) + tell(r) + ")"; };
              }
              static <T extends Comparable<T> & java.io.Serializable> String both(T it) {
                return switch (it) { case String s -> "s"; case Integer n -> "n"; default -> "o"; };
              }
              @SuppressWarnings("unchecked")
              static Object ask(Object o) { return tell((Tree<Object>) o) + both("x") + both(1) + both(2.0); }
            }
            """),
        new SwitchSubject(
            "a component that can't be read, a guard that fails",
            1,
            0,
            """
            class Subject {
              record Bad(String text) { public String text() { throw new IllegalArgumentException("no text"); } }
              static Object[] inputs() { return new Object[] {new Bad("x"), "boom", 3}; }
              static Object ask(Object o) {
                return switch (o) {
                  case Bad(String text) -> text;
                  case String s when Integer.parseInt(s) > 0 -> s;
                  default -> "else";
                };
              }
            }
            """),
        new SwitchSubject("more types than a small constant counts", 1, 0, many(300)));
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj("record R%d() {}\n"::formatted)
        .collect(
            Collectors.joining(
                "",
                "class Subject {\n",
                """
                  static Object[] inputs() { return new Object[] {new R0(), new R127(), new R128(), new R299(), "x", null}; }
                  static Object ask(Object o) { return switch (o) {
                """
                    + IntStream.range(0, count)
                        .mapToObj(i -> "case R%d r -> %d;\n".formatted(i, i))
                        .collect(Collectors.joining())
                    + "default -> -1; }; } }"));
  }
}

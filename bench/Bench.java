import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Measures the budgets of wrapup as whole processes, in turn with what they are held against, and
/// prints medians and ratios as a table.
///
/// Run from the project's root by a JDK 25: `java bench/Bench.java [BASELINE COMMAND …]`. The command
/// of the baseline makes updates by other means; in it `{url}` stands for the server's address and
/// `{updates}` for how many there shall be.
public final class Bench {
  private static final int RUNS = 15;
  private static final int APPLIES = 5;
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path work = Files.createTempDirectory("wrapup-bench");
  private final List<Process> servers = new ArrayList<>();
  private final List<String> baseline;

  private Bench(String[] args) throws IOException {
    // it runs in another folder
    this.baseline =
        Arrays.stream(args)
            .map(word -> Files.exists(Path.of(word)) ? Path.of(word).toAbsolutePath().toString() : word)
            .toList();
  }

  public static void main(String[] args) throws Exception {
    Bench bench = new Bench(args);
    try {
      System.out.println("| what | measured | held against | ratio or bound |");
      System.out.println("|---|---|---|---|");
      bench.version();
      bench.requests();
      bench.plan();
      bench.pages();
      bench.apply();
      bench.large();
    } finally {
      bench.servers.forEach(Process::destroy);
    }
  }

  /// What one process took.
  record Took(double wall, double cpu, int exit, String out) {}

  private void version() throws Exception {
    Path source = work.resolve("Hello.java");
    Files.writeString(
        source, "class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
    must(List.of(JAVA + "c", "-d", work.toString(), source.toString()), Map.of());
    must(
        List.of(JAVA.replaceAll("java$", "jar"), "cfe", "hello.jar", "Hello", "Hello.class"),
        Map.of());
    must(List.of(JAVA, "-XX:AOTCacheOutput=hello.aot", "-cp", "hello.jar", "Hello"), Map.of());
    List<String> hello = List.of(JAVA, "-XX:AOTCache=hello.aot", "-cp", "hello.jar", "Hello");
    compare("`--version`", wrapup("--version"), "hello world with its own AOT cache", hello, 2.5, Map.of());
  }

  private void requests() throws Exception {
    for (int[] size : new int[][] {{1000, 500}, {250, 0}, {2501, 251}}) {
      String url = serve(size[0], size[1]);
      write("requests.yaml", "format: 1\ncodes: {}\n");
      Took took = must(wrapup("plan", "-f", "requests.yaml", "--format", "json"), at(url));
      String spent = took.out().replaceAll("(?s).*\"spent\"\\s*:\\s*(\\d+).*", "$1");
      int pages = Math.max(1, (size[0] + 249) / 250) + Math.max(1, (size[1] + 249) / 250);
      row(
          "requests of `plan`, %,d codes, %,d rules".formatted(size[0], size[1]),
          spent,
          "1 + ⌈N/250⌉ + ⌈R/250⌉, at least a page each",
          String.valueOf(1 + pages));
    }
  }

  private void plan() throws Exception {
    String url = serve(1000, 500);
    must(wrapup("export", "--out", "plan.yaml"), at(url));
    Path file = work.resolve("plan.yaml");
    Files.writeString(
        file, Files.readString(file).replace("displayName: Outcome number 7\n", "displayName: Seven\n"));
    List<String> plan = wrapup("plan", "-f", "plan.yaml");
    if (baseline.isEmpty()) {
      double median = median(List.of(plan), at(url)).getFirst();
      row("`plan`, 1,000 codes", ms(median), "no baseline given", "1.5");
      return;
    }
    List<String> other = baseline(url, 1);
    compare("`plan`, 1,000 codes", plan, "one update by the baseline", other, 1.5, at(url));
  }

  /// How much longer a plan takes for what it reads of Genesys Cloud, on a network that is slow.
  private void pages() throws Exception {
    write("pages.yaml", "format: 1\napi: genesys-cloud\ncodes: {}\n");
    List<String> plan = wrapup("plan", "-f", "pages.yaml", "--api", "genesys-cloud");
    List<Double> medians = new ArrayList<>();
    for (String[] size : new String[][] {{"0", "0ms"}, {"2000", "50ms"}}) {
      String url = serve("--api", "genesys-cloud", "--codes", size[0], "--latency", size[1]);
      medians.add(median(List.of(plan), at(url)).getFirst());
    }
    row(
        "2,000 codes of Genesys Cloud read, 50 ms latency: a `plan` of them",
        ms(medians.getLast()),
        "a `plan` of none without latency: " + ms(medians.getFirst()),
        "%s of at most 500 ms more".formatted(ms(medians.getLast() - medians.getFirst())));
  }

  private List<String> baseline(String url, int updates) {
    return baseline.stream()
        .map(word -> word.replace("{url}", url).replace("{updates}", String.valueOf(updates)))
        .toList();
  }

  /// 1,000 updates with journal and webhook, forth and back, each run on its own server's state.
  private void apply() throws Exception {
    ServerSocket receiver = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    AtomicInteger events = new AtomicInteger();
    Thread.ofPlatform().daemon().start(() -> receive(receiver, events));
    String url = serve(1000, 500);
    must(wrapup("export", "--out", "apply.yaml"), at(url));
    Path file = work.resolve("apply.yaml");
    String one = Files.readString(file).replace("undeclared: report", "maxUpdates: 1000");
    String other = one.replace("Outcome number", "Outcome");
    Map<String, String> environment = new HashMap<>(at(url));
    environment.put("WFM_WEBHOOK_URL", "http://127.0.0.1:" + receiver.getLocalPort() + "/");
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int run = 0; run < APPLIES; run++) {
      Files.writeString(file, run % 2 == 0 ? other : one);
      int before = events.get();
      Took took = must(wrapup("apply", "-f", "apply.yaml", "--yes", "--format", "json"), environment);
      ours.add(took.wall());
      if (events.get() - before != 1000 || !took.out().contains("\"requests\" : 1013")) {
        throw new IOException("not 1,000 PATCH and 13 other requests, or not 1,000 events: " + took.out());
      }
      if (!baseline.isEmpty()) theirs.add(must(baseline(serve(1000, 500), 1000), Map.of()).wall());
    }
    receiver.close();
    String what = "`apply` of 1,000 changes, journal and webhook on";
    if (baseline.isEmpty()) {
      row(what, seconds(median(ours)), "no baseline given", "0.15");
      return;
    }
    row(
        what,
        "%.2f s".formatted(median(ours)),
        "1,000 updates by the baseline: " + seconds(median(theirs)),
        String.format(Locale.ROOT, "%.2f of at most 0.15", median(ours) / median(theirs)));
  }

  /// Takes every event and answers it, with as little work as can be: a receiver has its own machine.
  private static void receive(ServerSocket receiver, AtomicInteger events) {
    try {
      while (true) {
        Socket socket = receiver.accept();
        Thread.ofPlatform().daemon().start(() -> answer(socket, events));
      }
    } catch (IOException e) {
      // closed: the benchmark is over
    }
  }

  private static void answer(Socket socket, AtomicInteger events) {
    try (socket;
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream())) {
      for (int length = 0, c = in.read(); c >= 0; c = in.read()) {
        StringBuilder header = new StringBuilder();
        for (; c != '\n'; c = in.read()) header.append((char) c);
        String text = header.toString().strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(text.substring(text.indexOf(':') + 1).strip());
        }
        if (!text.isEmpty()) continue;
        in.skipNBytes(length);
        events.incrementAndGet();
        socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // the sender has gone
    }
  }

  private void large() throws Exception {
    String url = serve(100_000, 0);
    must(wrapup("export", "--out", "large.yaml"), at(url));
    String export = Files.readString(work.resolve("large.yaml")).replace("    outcomes: []\n", "");
    int half = export.indexOf("\n  CODE_5") + 1; // over 16 MiB a file is refused
    Files.createDirectories(work.resolve("large"));
    write("large/a.yaml", export.substring(0, half));
    write("large/b.yaml", "format: 1\ncodes:\n" + export.substring(half));
    long size = export.length() / 1_000_000;
    Map<String, String> small = new HashMap<>(at(url));
    small.put("WRAPUP_JAVA_OPTIONS", "-Xmx256m");
    List<Double> cpu = new ArrayList<>();
    List<Double> validate = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      validate.add(must(wrapup("validate", "-f", "large"), small).cpu());
      cpu.add(must(wrapup("plan", "-f", "large"), small).cpu());
    }
    row(
        "100,000 codes (%d MB of YAML), read, CPU, 256 MiB heap".formatted(size),
        seconds(median(validate)),
        "–",
        "");
    row("100,000 codes, `plan`, CPU, 256 MiB heap", seconds(median(cpu)), "–", "≤ 3 s");
  }

  private void compare(
      String what, List<String> ours, String against, List<String> theirs, double budget, Map<String, String> env)
      throws Exception {
    List<Double> medians = median(List.of(ours, theirs), env);
    double ratio = medians.getFirst() / medians.getLast();
    row(
        what,
        ms(medians.getFirst()),
        against + ": " + ms(medians.getLast()),
        String.format(Locale.ROOT, "%.2f of at most %.1f", ratio, budget));
  }

  /// The median wall times of commands that are run in turn.
  private List<Double> median(List<List<String>> commands, Map<String, String> env) throws Exception {
    List<List<Double>> times = commands.stream().map(c -> (List<Double>) new ArrayList<Double>()).toList();
    for (int run = -1; run < RUNS; run++) {
      for (int i = 0; i < commands.size(); i++) {
        double wall = must(commands.get(i), env).wall();
        if (run >= 0) times.get(i).add(wall);
      }
    }
    return times.stream().map(Bench::median).toList();
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static List<String> wrapup(String... args) {
    return joined(List.of(Path.of("wrapup").toAbsolutePath().toString()), Arrays.asList(args));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Map<String, String> at(String url) {
    return Map.of("GENESYS_BASE_URL", url, "GENESYS_CLIENT_ID", "bench", "GENESYS_CLIENT_SECRET", "bench");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(work.resolve(name), text);
  }

  private String serve(int codes, int rules) throws Exception {
    return serve("--codes", "" + codes, "--rules", "" + rules);
  }

  private String serve(String... options) throws Exception {
    Process server =
        new ProcessBuilder(joined(wrapup("sandbox"), Arrays.asList(options)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    servers.add(server);
    String url = server.inputReader().readLine();
    return url;
  }

  private Took must(List<String> command, Map<String, String> env) throws Exception {
    Path times = work.resolve("times");
    List<String> timed =
        joined(
            List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; { time \"$@\" 2>&3; } 3>&2 2>" + times, "bash"), command);
    ProcessBuilder builder = new ProcessBuilder(timed).directory(work.toFile());
    builder.environment().putAll(env);
    builder.redirectError(work.resolve("stderr").toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES)) throw new IOException("no end: " + command);
    double wall = (System.nanoTime() - begin) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(command + " ended with " + process.exitValue() + ": " + Files.readString(work.resolve("stderr")));
    }
    double cpu =
        Arrays.stream(Files.readString(times).strip().split(" ")).mapToDouble(Double::parseDouble).sum();
    return new Took(wall, cpu, process.exitValue(), out);
  }

  private static void row(String what, String measured, String against, String ratio) {
    System.out.printf("| %s | %s | %s | %s |%n", what, measured, against, ratio);
  }

  private static String ms(double seconds) {
    return "%.0f ms".formatted(seconds * 1000);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}

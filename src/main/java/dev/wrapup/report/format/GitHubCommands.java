package dev.wrapup.report.format;

import dev.wrapup.model.source.Finding.Severity;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Words;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Annotations as commands to a GitHub Actions runner (workflow commands, read 2026-11-24), which
/// shows them beside the lines of a pull request. They are the only commands that the program
/// prints: everything else has no text that a runner could take for one.
public final class GitHubCommands {
  /// A runner shows no more of a kind and step.
  private static final int MOST = 10;

  /// What is hostile is made visible here whether a runner listens or not.
  private static final OutputStyle LOOK = new OutputStyle(false, 0, true);

  private GitHubCommands() {}

  /// One line for each of the first ten errors, warnings and notices, and one that counts the rest.
  ///
  /// @param path turns a file's path into one from the root of the repository
  public static String render(List<Annotation> annotations, UnaryOperator<String> path) {
    StringBuilder text = new StringBuilder();
    List<String> more = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      List<Annotation> ofKind =
          annotations.stream().filter(one -> one.severity() == severity).toList();
      String kind = severity.name().toLowerCase(Locale.ROOT);
      ofKind.stream().limit(MOST).forEach(one -> text.append(command(kind, one, path)));
      if (ofKind.size() > MOST) {
        more.add(Words.count(ofKind.size() - MOST, "more " + kind));
      }
    }
    if (!more.isEmpty()) {
      text.append(
          "::notice title=wrapup::%s; --format json has all\n"
              .formatted(String.join(" and ", more)));
    }
    return text.toString();
  }

  private static String command(String kind, Annotation annotation, UnaryOperator<String> path) {
    StringBuilder command = new StringBuilder("::").append(kind).append(' ');
    annotation.at().ifPresent(at -> command.append(place(at, path)));
    command.append("title=").append(property("wrapup " + annotation.title())).append("::");
    List<String> lines = annotation.lines().stream().map(GitHubCommands::visible).toList();
    return command.append(data(String.join("\n", lines))).append('\n').toString();
  }

  private static String place(SourcePosition at, UnaryOperator<String> path) {
    String file = "file=" + property(path.apply(at.file().path())) + ",";
    return at.isWholeFile() ? file : file + "line=%d,col=%d,".formatted(at.line(), at.column());
  }

  private static String visible(String hostile) {
    return Visible.text(hostile, LOOK);
  }

  private static String property(String hostile) {
    return data(visible(hostile)).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}

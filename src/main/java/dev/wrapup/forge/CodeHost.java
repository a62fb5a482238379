package dev.wrapup.forge;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.report.ForgeReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A code host, in what differs from one to another.
public interface CodeHost {
  Facts facts();

  /// What it is like, and what messages and the help say of it.
  ///
  /// @param comment what it calls one
  /// @param mostCharacters of a text, in UTF-16 units, of which there are never fewer than the host
  ///   counts characters
  /// @param headers of each request
  /// @param update the HTTP method that updates a comment
  /// @param name for users
  /// @param ci that sets the variables of a job
  /// @param request that a comment is written on, such as `pull request`
  /// @param noRequest of a job that has none, with `%s` for its event
  /// @param trigger the remedy of one that should have one
  /// @param tokens the variables that may hold the token; the first that is set does
  /// @param tokenFrom the remedy if none is set
  /// @param rights the remedy if the token lacks a permission
  /// @param api the variable that says where the API is
  /// @param address the variables that say where the host and the repository are
  record Facts(
      ForgeReport.Kind comment,
      int mostCharacters,
      Map<String, String> headers,
      String update,
      String name,
      String ci,
      String request,
      String noRequest,
      String trigger,
      List<String> tokens,
      String tokenFrom,
      String rights,
      String api,
      String address) {
    public Facts {
      headers = Map.copyOf(headers);
      tokens = List.copyOf(tokens);
    }
  }

  /// Markdown in which nothing is a command to the host.
  default String defused(String markdown) {
    return markdown;
  }

  /// Reads the variables of the current job.
  ///
  /// @param directory the working directory, absolute
  /// @throws IllegalArgumentException with the wrong or missing variable, for users
  Job job(CiVariables variables, Path directory);

  /// Where the comments of a pull or merge request are, below the repository.
  String comments(long request);

  /// Where one of them is.
  String comment(long request, long id);

  /// The login that the token belongs to.
  ///
  /// @throws HttpFailure if it isn't given
  String viewer(ForgeApi api);

  /// Parses a comment or an issue leniently.
  IssueOrComment posting(JsonNode entry, Reply reply, Job job);
}

package dev.wrapup.forge;

import java.util.List;

/// A code host, with what messages say of it.
///
/// @param name for users
/// @param tokens the variables that may hold the token; the first that is set does
/// @param tokenFrom the remedy if none is set
/// @param rights the remedy if the token lacks a permission
/// @param api the variable that says where the API is
/// @param address the variables that say where the host and the repository are
/// @param mostCharacters of a text, in UTF-16 units, of which there are never fewer than the host
///   counts characters
public record CodeHost(
    String name,
    List<String> tokens,
    String tokenFrom,
    String rights,
    String api,
    String address,
    int mostCharacters) {
  public CodeHost {
    tokens = List.copyOf(tokens);
  }
}

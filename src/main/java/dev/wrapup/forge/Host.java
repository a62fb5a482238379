package dev.wrapup.forge;

import java.util.List;

/// A code host, as far as people are told of it.
///
/// @param name as people call it
/// @param tokens the variables that may hold the token; the first that is set does
/// @param tokenFrom what to do where none is
/// @param rights what lets a token write
/// @param api the variable that says where the API is
/// @param address the variables that say where the host and the repository are
/// @param mostCharacters of a text, in UTF-16 units, of which there are never fewer than the host
///   counts characters
public record Host(
    String name,
    List<String> tokens,
    String tokenFrom,
    String rights,
    String api,
    String address,
    int mostCharacters) {
  public Host {
    tokens = List.copyOf(tokens);
  }
}

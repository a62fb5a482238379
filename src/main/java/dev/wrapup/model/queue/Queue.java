package dev.wrapup.model.queue;

import java.util.Optional;

/// A queue as it is live: its agents pick from the codes that it offers.
///
/// @param id given by the server, never changes
/// @param name need not be unique
/// @param division in the catalog's words, as a code's; empty where the API doesn't tell
/// @param isMandatory whether its agents must pick a code after each contact
/// @param isNamesake whether another one that is seen has its name
public record Queue(
    String id, String name, Optional<String> division, boolean isMandatory, boolean isNamesake) {
  /// No more of a name is told than the vendor lets one have.
  private static final int LONGEST = 256;

  /// Its name, with its id where another one has the same.
  public String label() {
    return isNamesake ? "%s (id %s)".formatted(shown(name), id) : shown(name);
  }

  /// A name as it is told to people: what a broken server makes of one may have megabytes.
  public static String shown(String name) {
    if (name.length() <= LONGEST) return name;
    int end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return name.substring(0, end) + "…";
  }

  /// The same queue as one that has its name alone, or doesn't.
  public Queue asNamesake(boolean isNamesake) {
    return new Queue(id, name, division, isMandatory, isNamesake);
  }
}

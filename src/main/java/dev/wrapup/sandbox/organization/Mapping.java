package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Referrer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The outbound mapping of codes to flags.
///
/// @param version that an update has to name
/// @param usual flags, of each code that has none of its own
/// @param flags by the id of a code
public record Mapping(int version, List<String> usual, Map<String, List<String>> flags) {
  public Mapping {
    usual = List.copyOf(usual);
    flags = Map.copyOf(flags);
  }

  /// In which only what references name has flags of its own.
  static Mapping of(List<Referrer> rules) {
    Map<String, List<String>> flags = new HashMap<>();
    for (Referrer rule : rules) {
      boolean isMapped = rule.kind().equals("outbound-mapping");
      if (isMapped) rule.codeId().ifPresent(id -> flags.put(id, List.of("NUMBER_UNCALLABLE")));
    }
    return new Mapping(1, List.of("RIGHT_PARTY_CONTACT"), flags);
  }
}

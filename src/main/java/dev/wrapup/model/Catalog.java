package dev.wrapup.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All live wrap-up codes of one organization. Whoever holds one may rely on it being whole: ids
/// and codes are unique, and what isn't here isn't live.
public record Catalog(List<LiveCode> codes, Usage usage) {
  public Catalog {
    codes = List.copyOf(codes);
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (LiveCode code : codes) {
      if (!ids.add(code.id())) throw new IllegalArgumentException("id twice: " + code.id());
      if (!keys.add(code.code())) throw new IllegalArgumentException("code twice: " + code.code());
    }
  }
}

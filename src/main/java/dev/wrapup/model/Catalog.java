package dev.wrapup.model;

import dev.wrapup.model.queue.Queues;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All live wrap-up codes of one organization, as far as its view goes. Whoever holds one may rely
/// on that being whole: ids and codes are unique, and what isn't here isn't live there.
///
/// @param names of what fields refer to
/// @param queues empty where nobody asked for any, so that nothing was read of them
public record Catalog(
    List<LiveCode> codes,
    Usage usage,
    ReferenceNames names,
    Visibility view,
    Optional<Queues> queues) {
  public Catalog {
    codes = List.copyOf(codes);
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (LiveCode code : codes) {
      if (!ids.add(code.id())) throw new IllegalArgumentException("id twice: " + code.id());
      if (!keys.add(code.code())) throw new IllegalArgumentException("code twice: " + code.code());
    }
  }

  /// The same with what is known of who refers to it.
  public Catalog with(Usage usage) {
    return new Catalog(codes, usage, names, view, queues);
  }

  /// The same with queues.
  public Catalog with(Queues queues) {
    return new Catalog(codes, usage, names, view, Optional.of(queues));
  }

  /// The same with other codes.
  public Catalog with(Collection<LiveCode> codes) {
    return new Catalog(List.copyOf(codes), usage, names, view, queues);
  }

  /// The ids of all live codes.
  public Set<String> ids() {
    return codes.stream().map(LiveCode::id).collect(Collectors.toSet());
  }

  /// A catalog of an organization that everybody sees all of, and whose fields refer to nothing.
  public Catalog(List<LiveCode> codes, Usage usage) {
    this(codes, usage, ReferenceNames.NONE, Visibility.WHOLE, Optional.empty());
  }
}

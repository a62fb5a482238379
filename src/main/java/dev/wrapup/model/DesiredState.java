package dev.wrapup.model;

import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the files in Git declare.
///
/// @param files all that were read, in the order given
/// @param dialect whose fields the codes have
/// @param api the guard of that name, as are the next two: what they say must be true of the target
/// @param scope the parts of the organization that they are for; empty for all of it
/// @param retired codes that shall not exist
/// @param offers codes by the queue that shall offer them
/// @param deviations what the codes, the retired ones and the offers here take into account already
/// @param codes in the order of the files; no key, and no id, stands twice
public record DesiredState(
    List<SourceFile> files,
    Dialect dialect,
    Optional<Sourced<String>> api,
    Optional<Sourced<String>> environment,
    Optional<Sourced<String>> organization,
    List<Sourced<String>> scope,
    Policy policy,
    List<Sourced<String>> retired,
    List<Offer> offers,
    Deviations deviations,
    List<DesiredCode> codes) {
  public DesiredState {
    files = List.copyOf(files);
    scope = List.copyOf(scope);
    retired = List.copyOf(retired);
    offers = List.copyOf(offers);
    codes = List.copyOf(codes);
  }

  /// The ids by which codes are pinned.
  public List<String> pinned() {
    return codes.stream().flatMap(code -> code.id().stream()).map(Sourced::value).toList();
  }

  /// The codes that shall not exist, without their places.
  public Set<String> retiredCodes() {
    return retired.stream().map(Sourced::value).collect(Collectors.toSet());
  }

  /// The queues that it names; what these offer is to be read.
  public QueueNames queueNames() {
    Set<String> words = new HashSet<>();
    for (DesiredCode code : codes) {
      for (Sourced<QueueRef> queue : code.queues().orElse(List.of())) {
        words.add(queue.value().word());
      }
    }
    List<Offer> patterns = new ArrayList<>();
    for (Offer offer : offers) {
      if (offer.isPattern()) patterns.add(offer);
      else words.add(offer.queue().value());
    }
    return new QueueNames(words, patterns, false);
  }

  /// What no file declares.
  public static DesiredState nothing(Dialect dialect) {
    return new DesiredState(
        List.of(),
        dialect,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Policy.DEFAULT,
        List.of(),
        List.of(),
        Deviations.NONE,
        List.of());
  }

  /// The same with other codes.
  public DesiredState with(List<DesiredCode> codes) {
    return with(codes, retired, offers, deviations);
  }

  /// The same with other codes, others that shall not exist, others that queues shall offer, and
  /// other deviations.
  public DesiredState with(
      List<DesiredCode> codes,
      List<Sourced<String>> retired,
      List<Offer> offers,
      Deviations deviations) {
    return of(files, codes, retired, offers, deviations);
  }

  private DesiredState of(
      List<SourceFile> files,
      List<DesiredCode> codes,
      List<Sourced<String>> retired,
      List<Offer> offers,
      Deviations deviations) {
    return new DesiredState(
        files,
        dialect,
        api,
        environment,
        organization,
        scope,
        policy,
        retired,
        offers,
        deviations,
        codes);
  }

  /// Whether both declare the same, whatever files, places and order of codes they have.
  public boolean declaresSame(DesiredState other) {
    return declared().equals(other.declared());
  }

  private DesiredState declared() {
    List<DesiredCode> sorted =
        codes.stream().sorted(Comparator.comparing(DesiredCode::key)).toList();
    return of(List.of(), sorted, retired, offers, deviations.sorted());
  }
}

package dev.wrapup.model;

import dev.wrapup.model.queue.Queues;
import java.time.Instant;
import java.util.Optional;

/// All that a plan may want to know of an organization, as it was at one time.
///
/// @param at when reading it began
/// @param catalog without queues
/// @param usage who refers to each of its codes, where the catalog itself doesn't tell it
/// @param queues with the codes of all of them; empty if the client could not read them
/// @param picks how often codes were picked, without their queues; empty if nobody asked
public record Snapshot(
    Target target,
    Instant at,
    Catalog catalog,
    Optional<Usage> usage,
    Optional<Queues> queues,
    Optional<Picks> picks) {}

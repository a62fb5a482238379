package dev.wrapup.report;

import java.time.Instant;

/// What a report says of a plan's making.
///
/// @param tool the program's version
/// @param spent how many requests it took
public record PlanFacts(String tool, Instant createdAt, int spent) {}

package dev.wrapup.model;

import java.time.Instant;
import java.util.Optional;

/// The last edit of a live code, as far as an API tells.
///
/// @param by the id of a person or of a client
public record LastEdit(Optional<String> by, Optional<Instant> at) {}

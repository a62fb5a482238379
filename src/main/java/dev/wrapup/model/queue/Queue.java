package dev.wrapup.model.queue;

import java.util.Optional;

/// A queue as it is live: its agents pick from the codes that it offers.
///
/// @param id given by the server, never changes
/// @param name need not be unique
/// @param division in the catalog's words, as a code's; empty where the API doesn't tell
/// @param isMandatory whether its agents must pick a code after each contact
public record Queue(String id, String name, Optional<String> division, boolean isMandatory) {}

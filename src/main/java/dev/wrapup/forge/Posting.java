package dev.wrapup.forge;

import java.util.Optional;

/// A comment or an issue, as its host tells it.
///
/// @param id of a comment; an issue goes by its number
/// @param number of an issue; 0 for a comment
/// @param author the login of who wrote it; empty if they are gone
/// @param url where people read it
public record Posting(
    long id,
    long number,
    String body,
    String author,
    boolean isOpen,
    boolean isPullRequest,
    Optional<String> url) {}

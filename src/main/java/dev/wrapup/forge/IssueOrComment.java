package dev.wrapup.forge;

import java.util.Optional;

/// A comment or an issue on a code host.
///
/// @param id of a comment; an issue has a number
/// @param number of an issue; 0 for a comment
/// @param author the login of its author; empty if deleted
/// @param url of its page
public record IssueOrComment(
    long id,
    long number,
    String body,
    String author,
    boolean isOpen,
    boolean isPullRequest,
    Optional<String> url) {}

package dev.wrapup.audit;

import dev.wrapup.model.Target;
import java.util.Optional;

/// One apply, as its journal begins.
///
/// @param initiatedBy the person or job that started it
/// @param commit of the files, where it is known
/// @param url of the CI job that runs it
/// @param pullRequest that was merged for it
/// @param digest of the plan
/// @param tool the program's version
public record Run(
    Target target,
    String initiatedBy,
    Optional<String> commit,
    Optional<String> url,
    Optional<String> pullRequest,
    String digest,
    String tool) {}

package dev.wrapup.model;

import java.util.Optional;

/// Something live that names a wrap-up code, such as a routing rule.
///
/// @param kind in kebab case, such as `routing-rule`
/// @param codeId the id of the code that it names, if by id
/// @param codeName the name that it matches codes by, if by name
public record Referrer(
    String kind, String id, String name, Optional<String> codeId, Optional<String> codeName) {}

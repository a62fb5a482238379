/// Secrets and their redaction, in whatever encoding they come back. Never a request.
@NullMarked
package dev.wrapup.http.secret;

import org.jspecify.annotations.NullMarked;

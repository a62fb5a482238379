/// The API with optimistic locking by versions.
@NullMarked
package dev.wrapup.platform.versioned;

import org.jspecify.annotations.NullMarked;

/// The API whose writes carry the version that they replace.
@NullMarked
package dev.wrapup.platform.versioned;

import org.jspecify.annotations.NullMarked;

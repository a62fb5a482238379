/// Comments and issues on any code host, found again by marker and author, and updated in place.
/// Their Markdown is rendered elsewhere.
@NullMarked
package dev.wrapup.forge;

import org.jspecify.annotations.NullMarked;

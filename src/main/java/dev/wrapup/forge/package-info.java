/// What code hosts have in common: texts that are found again by their marker and their author, and
/// are written anew in their place. Never a word of its own about codes: the Markdown is given.
@NullMarked
package dev.wrapup.forge;

import org.jspecify.annotations.NullMarked;

/// How texts look to people: what is invisible, what looks alike, the nearest name, counted nouns.
/// Never a code or a file.
@NullMarked
package dev.wrapup.model.text;

import org.jspecify.annotations.NullMarked;

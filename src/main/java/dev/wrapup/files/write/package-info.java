/// Files written: the canonical form, an export, and edits of a text. Never reads what a file
/// declares.
@NullMarked
package dev.wrapup.files.write;

import org.jspecify.annotations.NullMarked;

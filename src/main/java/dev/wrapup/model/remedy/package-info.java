/// What a person can do about something, in words and as a command to paste into a shell. No text
/// of a command is put together anywhere else.
@NullMarked
package dev.wrapup.model.remedy;

import org.jspecify.annotations.NullMarked;

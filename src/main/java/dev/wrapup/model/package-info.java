/// The words of the project as values: codes, fields, positions, findings. Never input, output or a
/// decision.
@NullMarked
package dev.wrapup.model;

import org.jspecify.annotations.NullMarked;

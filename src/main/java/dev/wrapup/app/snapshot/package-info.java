/// What can be done without an organization: a snapshot of one is taken, and read in its place.
/// Never anything that writes to one.
@NullMarked
package dev.wrapup.app.snapshot;

import org.jspecify.annotations.NullMarked;

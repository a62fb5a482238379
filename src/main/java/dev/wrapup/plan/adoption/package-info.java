/// Which live edits of a comparison go into the files, the way back of a plan, and which
/// declarations go from one target to another. Never a file.
@NullMarked
package dev.wrapup.plan.adoption;

import org.jspecify.annotations.NullMarked;

/// Which live edits of a comparison go into the files, the way back of a plan. Never a file.
@NullMarked
package dev.wrapup.plan.adoption;

import org.jspecify.annotations.NullMarked;

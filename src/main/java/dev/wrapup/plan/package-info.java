/// The three-way diff, its order, its policy and its digest. Pure: never a file, a clock or a
/// request.
@NullMarked
package dev.wrapup.plan;

import org.jspecify.annotations.NullMarked;

/// What is told of a run by its journal, and whether that can be relied on.
@NullMarked
package dev.wrapup.report.audit;

import org.jspecify.annotations.NullMarked;

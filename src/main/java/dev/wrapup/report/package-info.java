/// What each command tells, as a document and as JSON. Never a decision, only its picture.
@NullMarked
package dev.wrapup.report;

import org.jspecify.annotations.NullMarked;

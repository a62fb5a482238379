/// What a report says before it has a format: blocks of phrases in which our words and others'
/// texts stand apart. Never how it looks.
@NullMarked
package dev.wrapup.report.doc;

import org.jspecify.annotations.NullMarked;

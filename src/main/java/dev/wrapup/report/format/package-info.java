/// Draws documents, a class a format: text, Markdown, HTML, annotations. Never which document it
/// is.
@NullMarked
package dev.wrapup.report.format;

import org.jspecify.annotations.NullMarked;

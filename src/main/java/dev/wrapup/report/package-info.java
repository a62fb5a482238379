/// Plans, findings and results as text, JSON, Markdown and HTML. Never a decision, only its
/// picture.
@NullMarked
package dev.wrapup.report;

import org.jspecify.annotations.NullMarked;

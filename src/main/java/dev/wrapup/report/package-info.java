/// Plans and findings as text and JSON. Never a decision, only its picture.
@NullMarked
package dev.wrapup.report;

import org.jspecify.annotations.NullMarked;

/// YAML as text: its events, its nodes with places and comments, how a text is quoted, what a
/// syntax error means. Never what a key of the file stands for.
@NullMarked
package dev.wrapup.files.yaml;

import org.jspecify.annotations.NullMarked;

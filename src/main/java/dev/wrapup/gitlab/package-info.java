/// What GitLab has in its own way: a job's variables, and its API's words for notes.
@NullMarked
package dev.wrapup.gitlab;

import org.jspecify.annotations.NullMarked;

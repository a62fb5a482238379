/// What is specific to GitLab: the variables of a job, and its API for notes.
@NullMarked
package dev.wrapup.gitlab;

import org.jspecify.annotations.NullMarked;

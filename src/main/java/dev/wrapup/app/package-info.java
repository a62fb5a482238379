/// What can be done with an organization's wrap-up codes, as Java: plan files, apply a plan, adopt
/// live edits, work with journals. Knows no command line and no terminal; `examples/java` shows how
/// it is called.
///
/// Begin with [dev.wrapup.process.Workspace] and [dev.wrapup.app.RunOptions], open a
/// [dev.wrapup.app.Connection], or make an [dev.wrapup.app.Apply]. What can't be done is thrown as
/// a [dev.wrapup.process.Stop], an [dev.wrapup.http.response.HttpFailure], an
/// [dev.wrapup.platform.IncompleteCatalogException] or an [dev.wrapup.journal.JournalFailure]: all
/// are unchecked, and say what is wrong and what to do next.
@NullMarked
package dev.wrapup.app;

import org.jspecify.annotations.NullMarked;

/// The routes of Genesys Cloud.
@NullMarked
package dev.wrapup.sandbox.genesyscloud;

import org.jspecify.annotations.NullMarked;

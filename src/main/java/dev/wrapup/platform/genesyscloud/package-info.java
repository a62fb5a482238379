/// The public API of Genesys Cloud, as its vendor's SDKs, help and Terraform provider describe it
/// (read 2026-11-24). It has no optimistic locking; the writer makes up for that.
@NullMarked
package dev.wrapup.platform.genesyscloud;

import org.jspecify.annotations.NullMarked;

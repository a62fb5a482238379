/// The public API of Genesys Cloud, as its vendor's SDKs, help and Terraform provider describe it
/// (read 2026-11-24). It knows no versions: what a writer can do about that is done here.
@NullMarked
package dev.wrapup.platform.genesyscloud;

import org.jspecify.annotations.NullMarked;

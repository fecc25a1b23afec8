/** The suite as it is installed: manifests, service accounts, rights and flags. */
@NullMarked
package dev.millrace.e2e.install;

import org.jspecify.annotations.NullMarked;

/** Runs the cases of version ranges. */
@NullMarked
package dev.millrace.conformance.semver;

import org.jspecify.annotations.NullMarked;

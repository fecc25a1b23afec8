/** Deterministic tar.gz archives: writing, and unpacking within bounds. */
@NullMarked
package dev.millrace.artifact.archive;

import org.jspecify.annotations.NullMarked;

/** Ignore rules: gitignore patterns as Flux reads them, and Flux's defaults. */
@NullMarked
package dev.millrace.artifact.ignore;

import org.jspecify.annotations.NullMarked;

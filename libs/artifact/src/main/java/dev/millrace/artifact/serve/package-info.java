/** Serving stored artifacts over HTTP. */
@NullMarked
package dev.millrace.artifact.serve;

import org.jspecify.annotations.NullMarked;

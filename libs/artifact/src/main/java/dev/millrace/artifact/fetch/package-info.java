/** Downloading artifacts over HTTP, verified by digest. */
@NullMarked
package dev.millrace.artifact.fetch;

import org.jspecify.annotations.NullMarked;

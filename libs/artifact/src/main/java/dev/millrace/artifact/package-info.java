/** Make, store, serve, fetch, verify and unpack artifacts. */
@NullMarked
package dev.millrace.artifact;

import org.jspecify.annotations.NullMarked;

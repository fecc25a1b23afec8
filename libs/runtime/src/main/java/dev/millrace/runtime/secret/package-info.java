/** Secrets that objects refer to, read when needed and never kept. */
@NullMarked
package dev.millrace.runtime.secret;

import org.jspecify.annotations.NullMarked;

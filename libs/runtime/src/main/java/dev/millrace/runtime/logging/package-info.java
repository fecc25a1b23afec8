/** Log lines as {@code flux logs} reads them. */
@NullMarked
package dev.millrace.runtime.logging;

import org.jspecify.annotations.NullMarked;

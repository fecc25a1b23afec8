/** Waits that others may end. */
@NullMarked
package dev.millrace.cluster.waiting;

import org.jspecify.annotations.NullMarked;

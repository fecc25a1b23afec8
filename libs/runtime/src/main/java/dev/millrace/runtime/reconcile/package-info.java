/** The frame around every reconciliation: finalizer, suspend, status, schedule and events. */
@NullMarked
package dev.millrace.runtime.reconcile;

import org.jspecify.annotations.NullMarked;

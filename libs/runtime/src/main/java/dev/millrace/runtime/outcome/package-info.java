/** How a reconciliation ends: outcomes, failures and the reasons that own their policy. */
@NullMarked
package dev.millrace.runtime.outcome;

import org.jspecify.annotations.NullMarked;

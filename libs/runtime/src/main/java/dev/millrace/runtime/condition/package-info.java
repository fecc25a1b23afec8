/** Status conditions: what a run observed becomes Ready, Reconciling and Stalled (FLUX.md 1.4). */
@NullMarked
package dev.millrace.runtime.condition;

import org.jspecify.annotations.NullMarked;

/** Server-side apply: plan, staged execution, inventory, drift and health. */
@NullMarked
package dev.millrace.apply;

import org.jspecify.annotations.NullMarked;

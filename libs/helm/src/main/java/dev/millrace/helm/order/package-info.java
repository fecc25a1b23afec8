/** The order in which kinds are installed and removed, and the splitting of rendered text. */
@NullMarked
package dev.millrace.helm.order;

import org.jspecify.annotations.NullMarked;

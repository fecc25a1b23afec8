/** The cluster that objects are applied to, as the identity that applies them (FLUX.md 1.8). */
@NullMarked
package dev.millrace.cluster.target;

import org.jspecify.annotations.NullMarked;

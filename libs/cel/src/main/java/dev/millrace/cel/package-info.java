/** Bounded CEL expressions over Kubernetes objects. */
@NullMarked
package dev.millrace.cel;

import org.jspecify.annotations.NullMarked;

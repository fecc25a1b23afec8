/** Kubernetes objects as immutable trees, and what names and selects them. */
@NullMarked
package dev.millrace.apply.object;

import org.jspecify.annotations.NullMarked;

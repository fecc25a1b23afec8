/** Many Kustomizations at once: what they cost. */
@NullMarked
package dev.millrace.bench.kustomization;

import org.jspecify.annotations.NullMarked;

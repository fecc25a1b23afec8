/** Turns manifests of Argo CD into those of Flux, and says what has no counterpart. */
@NullMarked
package dev.millrace.argocd;

import org.jspecify.annotations.NullMarked;

/**
 * What Flux's kustomize-controller adds to kustomize (KUSTOMIZE.md "What Flux's
 * kustomize-controller adds"): a kustomization where there is none, and changes that its own object
 * asks for.
 */
@NullMarked
package dev.millrace.kustomize.flux;

import org.jspecify.annotations.NullMarked;

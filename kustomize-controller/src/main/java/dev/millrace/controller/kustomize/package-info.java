/** Kustomizations become applied, healthy objects. */
@NullMarked
package dev.millrace.controller.kustomize;

import org.jspecify.annotations.NullMarked;

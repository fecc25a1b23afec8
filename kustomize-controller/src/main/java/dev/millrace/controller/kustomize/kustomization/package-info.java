/** The Kustomization: its pipeline, its steps and what its status says (FLUX.md 3). */
@NullMarked
package dev.millrace.controller.kustomize.kustomization;

import org.jspecify.annotations.NullMarked;

/** The kustomization file: its model, and reading it as strictly as the original does. */
@NullMarked
package dev.millrace.kustomize.kustomization;

import org.jspecify.annotations.NullMarked;

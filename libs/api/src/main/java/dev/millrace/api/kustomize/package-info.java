/** What is built from a source and applied to a cluster (FLUX.md 3). */
@NullMarked
package dev.millrace.api.kustomize;

import org.jspecify.annotations.NullMarked;

/** Runs the kustomize cases against the engine. */
@NullMarked
package dev.millrace.conformance.kustomize;

import org.jspecify.annotations.NullMarked;

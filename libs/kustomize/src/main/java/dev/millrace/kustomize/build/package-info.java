/** The build itself: which steps a kustomization consists of, and their order. */
@NullMarked
package dev.millrace.kustomize.build;

import org.jspecify.annotations.NullMarked;

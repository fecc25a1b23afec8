/** The bounds of a build and what it has used of them. */
@NullMarked
package dev.millrace.kustomize.bounds;

import org.jspecify.annotations.NullMarked;

/** The kustomize engine: a folder in, resources out. */
@NullMarked
package dev.millrace.kustomize;

import org.jspecify.annotations.NullMarked;

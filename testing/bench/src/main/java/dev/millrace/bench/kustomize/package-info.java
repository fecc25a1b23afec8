/** How fast the kustomize engine builds. */
@NullMarked
package dev.millrace.bench.kustomize;

import org.jspecify.annotations.NullMarked;

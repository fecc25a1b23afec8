/** Rendering: a chart and values in, manifests out. */
@NullMarked
package dev.millrace.helm.render;

import org.jspecify.annotations.NullMarked;

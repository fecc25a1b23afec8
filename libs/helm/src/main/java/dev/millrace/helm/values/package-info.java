/** Values: reading, merging, setting by path, and what a chart's dependencies make of them. */
@NullMarked
package dev.millrace.helm.values;

import org.jspecify.annotations.NullMarked;

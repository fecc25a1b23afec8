/**
 * Charts as values: their files, metadata and dependencies, and the readers of archives and
 * folders.
 */
@NullMarked
package dev.millrace.helm.chart;

import org.jspecify.annotations.NullMarked;

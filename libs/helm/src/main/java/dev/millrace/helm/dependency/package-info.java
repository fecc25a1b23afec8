/** What a chart's dependencies make of values, and values of dependencies. */
@NullMarked
package dev.millrace.helm.dependency;

import org.jspecify.annotations.NullMarked;

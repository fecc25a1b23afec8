/** Go's time values: their types, methods, layouts and text forms. */
@NullMarked
package dev.millrace.gotemplate.time;

import org.jspecify.annotations.NullMarked;

/** Indexes of chart repositories. */
@NullMarked
package dev.millrace.controller.source.index;

import org.jspecify.annotations.NullMarked;

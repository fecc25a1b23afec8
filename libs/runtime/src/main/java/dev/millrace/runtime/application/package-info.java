/** A controller as a program: from its command line to running reconcilers. */
@NullMarked
package dev.millrace.runtime.application;

import org.jspecify.annotations.NullMarked;

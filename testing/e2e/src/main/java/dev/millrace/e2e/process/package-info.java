/** The controllers as processes. */
@NullMarked
package dev.millrace.e2e.process;

import org.jspecify.annotations.NullMarked;

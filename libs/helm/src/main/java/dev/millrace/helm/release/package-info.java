/** The record of a release. */
@NullMarked
package dev.millrace.helm.release;

import org.jspecify.annotations.NullMarked;

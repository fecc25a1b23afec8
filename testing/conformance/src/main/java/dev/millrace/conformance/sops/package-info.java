/** Runs the cases of SOPS: files of the command, and objects of Flux. */
@NullMarked
package dev.millrace.conformance.sops;

import org.jspecify.annotations.NullMarked;

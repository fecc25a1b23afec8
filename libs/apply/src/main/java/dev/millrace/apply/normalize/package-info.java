/**
 * The form in which the Go client of Kubernetes writes objects, which Flux compares and applies.
 */
@NullMarked
package dev.millrace.apply.normalize;

import org.jspecify.annotations.NullMarked;

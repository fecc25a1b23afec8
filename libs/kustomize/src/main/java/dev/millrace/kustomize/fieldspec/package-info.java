/**
 * Which fields of which kinds a transformer changes: tables, how they merge, how they are applied.
 */
@NullMarked
package dev.millrace.kustomize.fieldspec;

import org.jspecify.annotations.NullMarked;

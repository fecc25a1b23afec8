/**
 * YAML and JSON as Go programs of the Kubernetes world read and write them, and byte-exact edits.
 */
@NullMarked
package dev.millrace.yaml;

import org.jspecify.annotations.NullMarked;

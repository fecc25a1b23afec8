/** Replaces single scalars of YAML files and keeps every other byte. */
@NullMarked
package dev.millrace.yaml.edit;

import org.jspecify.annotations.NullMarked;

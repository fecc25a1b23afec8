/** Objects that are made and not read: ConfigMaps, Secrets, and the hashes in their names. */
@NullMarked
package dev.millrace.kustomize.generate;

import org.jspecify.annotations.NullMarked;

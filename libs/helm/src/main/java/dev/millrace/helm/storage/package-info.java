/** Releases as Helm keeps them in a cluster. */
@NullMarked
package dev.millrace.helm.storage;

import org.jspecify.annotations.NullMarked;

/** Strategic merge patches and JSON patches (RFC 6902), with the semantics of the original. */
@NullMarked
package dev.millrace.kustomize.patch;

import org.jspecify.annotations.NullMarked;

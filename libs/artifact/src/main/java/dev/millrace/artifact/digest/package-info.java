/** Content digests in the form {@code algorithm:hex}. */
@NullMarked
package dev.millrace.artifact.digest;

import org.jspecify.annotations.NullMarked;

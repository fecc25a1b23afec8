/** The part of a SOPS file that tells how it was encrypted. */
@NullMarked
package dev.millrace.sops.metadata;

import org.jspecify.annotations.NullMarked;

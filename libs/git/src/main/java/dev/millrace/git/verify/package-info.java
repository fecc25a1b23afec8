/** Signatures of commits and tags: PGP and SSH. */
@NullMarked
package dev.millrace.git.verify;

import org.jspecify.annotations.NullMarked;

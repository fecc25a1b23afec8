/** Signatures of commits and tags, PGP and SSH: checking and making them. */
@NullMarked
package dev.millrace.git.signature;

import org.jspecify.annotations.NullMarked;

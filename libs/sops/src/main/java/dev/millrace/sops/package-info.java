/** Decryption of SOPS files. */
@NullMarked
package dev.millrace.sops;

import org.jspecify.annotations.NullMarked;

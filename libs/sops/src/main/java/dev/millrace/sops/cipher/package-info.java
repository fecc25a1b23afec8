/** Encrypted values, what is encrypted at all, and the code that authenticates a file. */
@NullMarked
package dev.millrace.sops.cipher;

import org.jspecify.annotations.NullMarked;

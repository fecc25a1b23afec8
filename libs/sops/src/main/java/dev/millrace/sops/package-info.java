/**
 * Decryption of SOPS files. {@link dev.millrace.sops.Decryption} is the entry; where keys come from
 * is in {@code key}, the file formats are in {@code format}, what Flux does with the objects of a
 * cluster is in {@code flux}.
 */
@NullMarked
package dev.millrace.sops;

import org.jspecify.annotations.NullMarked;

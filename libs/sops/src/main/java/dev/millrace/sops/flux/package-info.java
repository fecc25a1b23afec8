/** What the decryption of a Flux Kustomization does with files and objects. */
@NullMarked
package dev.millrace.sops.flux;

import org.jspecify.annotations.NullMarked;

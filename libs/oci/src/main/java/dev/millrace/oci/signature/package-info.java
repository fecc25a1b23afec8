/**
 * Signatures of what lies in registries: found beside it, checked with keys. Fails closed: whatever
 * can't be read or checked is no signature.
 */
@NullMarked
package dev.millrace.oci.signature;

import org.jspecify.annotations.NullMarked;

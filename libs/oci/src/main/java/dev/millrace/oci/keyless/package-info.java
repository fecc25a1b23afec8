/**
 * Keyless signatures of Sigstore: a certificate that lived for minutes, proved by its authority,
 * the certificate log, and the transparency log or a time-stamping authority. Fails closed.
 */
@NullMarked
package dev.millrace.oci.keyless;

import org.jspecify.annotations.NullMarked;

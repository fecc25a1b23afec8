/**
 * Signatures of the Notary Project: envelopes (JWS or COSE) that refer to a manifest, checked
 * against a trust policy and certificates. Fails closed: what is not understood does not count.
 */
@NullMarked
package dev.millrace.oci.notation;

import org.jspecify.annotations.NullMarked;

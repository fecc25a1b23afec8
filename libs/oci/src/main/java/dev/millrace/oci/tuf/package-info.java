/**
 * Files from a repository of The Update Framework (TUF 1.0): signed by roles whose keys the root
 * names, newer than what was seen before, not expired. {@code sigstore-root.json} is the root of
 * the public instance of Sigstore, version 14, as its project publishes it.
 */
@NullMarked
package dev.millrace.oci.tuf;

import org.jspecify.annotations.NullMarked;

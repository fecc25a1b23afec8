/** Registry client: tags, manifests, blobs, authentication, signatures. */
@NullMarked
package dev.millrace.oci;

import org.jspecify.annotations.NullMarked;

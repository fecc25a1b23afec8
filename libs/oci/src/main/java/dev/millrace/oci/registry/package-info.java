/** Conversations with a registry: authentication, redirects, pages. */
@NullMarked
package dev.millrace.oci.registry;

import org.jspecify.annotations.NullMarked;

/** The API server for the apply engine: requests, watches, discovery, identities, kubeconfigs. */
@NullMarked
package dev.millrace.cluster;

import org.jspecify.annotations.NullMarked;

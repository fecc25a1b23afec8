/** The little that applying needs of an API server, as one identity. */
@NullMarked
package dev.millrace.apply.cluster;

import org.jspecify.annotations.NullMarked;

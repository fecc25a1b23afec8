/** Buckets of S3 servers, Google Cloud and Azure, for reading. */
@NullMarked
package dev.millrace.cloud.store;

import org.jspecify.annotations.NullMarked;

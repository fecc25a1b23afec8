/** Buckets: the objects of S3 servers, Google Cloud and Azure as artifacts (FLUX.md 2.5). */
@NullMarked
package dev.millrace.controller.source.bucket;

import org.jspecify.annotations.NullMarked;

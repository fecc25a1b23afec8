/**
 * In-process test servers: Git over HTTP and SSH, OCI registry, S3, chart repository, webhook sink.
 */
@NullMarked
package dev.millrace.servers;

import org.jspecify.annotations.NullMarked;

/**
 * What stands in for the world in tests, in the same process: Git over HTTP and SSH, OCI registry,
 * S3, chart repository, webhook sink, a clock.
 */
@NullMarked
package dev.millrace.servers;

import org.jspecify.annotations.NullMarked;

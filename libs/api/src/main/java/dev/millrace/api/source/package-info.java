/**
 * Where content comes from: Git and Helm repositories, OCI artifacts, buckets, charts (FLUX.md 2).
 */
@NullMarked
package dev.millrace.api.source;

import org.jspecify.annotations.NullMarked;

/** Tokens of Google Cloud. */
@NullMarked
package dev.millrace.cloud.gcp;

import org.jspecify.annotations.NullMarked;

/** Tests of pipelines without a cluster. */
@NullMarked
package dev.millrace.harness;

import org.jspecify.annotations.NullMarked;

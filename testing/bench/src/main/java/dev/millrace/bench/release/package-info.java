/** Many HelmReleases at once: what they cost. */
@NullMarked
package dev.millrace.bench.release;

import org.jspecify.annotations.NullMarked;

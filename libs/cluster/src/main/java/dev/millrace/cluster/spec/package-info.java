/** The parts of a spec that all kinds have which apply to clusters, ready to be used. */
@NullMarked
package dev.millrace.cluster.spec;

import org.jspecify.annotations.NullMarked;

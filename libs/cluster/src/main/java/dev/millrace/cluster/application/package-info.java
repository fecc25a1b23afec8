/** How the controllers that apply to clusters are wired with what reaches those. */
@NullMarked
package dev.millrace.cluster.application;

import org.jspecify.annotations.NullMarked;

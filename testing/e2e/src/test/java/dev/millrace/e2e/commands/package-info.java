/** What the {@code flux} and {@code helm} programs do to the cluster and read from it. */
@NullMarked
package dev.millrace.e2e.commands;

import org.jspecify.annotations.NullMarked;

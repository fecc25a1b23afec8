/** The command for people: prints what {@code helm template} prints. */
@NullMarked
package dev.millrace.helm.cli;

import org.jspecify.annotations.NullMarked;

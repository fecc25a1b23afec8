/** The command line: {@code import argocd}. */
@NullMarked
package dev.millrace.argocd.cli;

import org.jspecify.annotations.NullMarked;

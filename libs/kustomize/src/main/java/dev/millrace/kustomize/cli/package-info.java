/** The command for people: {@code build PATH} prints what {@code kustomize build} prints. */
@NullMarked
package dev.millrace.kustomize.cli;

import org.jspecify.annotations.NullMarked;

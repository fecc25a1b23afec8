/**
 * Remote bases: what kustomizations use of other hosts (FLUX.md 1.9, {@code --no-remote-bases}).
 */
@NullMarked
package dev.millrace.controller.kustomize.remote;

import org.jspecify.annotations.NullMarked;

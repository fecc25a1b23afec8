/** Flags and wiring. */
@NullMarked
package dev.millrace.controller.kustomize.config;

import org.jspecify.annotations.NullMarked;

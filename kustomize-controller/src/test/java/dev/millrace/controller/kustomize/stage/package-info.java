/** Tests of the whole controller on a real API server. */
@NullMarked
package dev.millrace.controller.kustomize.stage;

import org.jspecify.annotations.NullMarked;

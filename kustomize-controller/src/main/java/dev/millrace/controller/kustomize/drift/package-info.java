/** Hearing at once of changes that others make to managed objects. */
@NullMarked
package dev.millrace.controller.kustomize.drift;

import org.jspecify.annotations.NullMarked;

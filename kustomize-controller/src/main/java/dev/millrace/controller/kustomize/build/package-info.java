/** From the files of an artifact to objects (FLUX.md 3.2). */
@NullMarked
package dev.millrace.controller.kustomize.build;

import org.jspecify.annotations.NullMarked;

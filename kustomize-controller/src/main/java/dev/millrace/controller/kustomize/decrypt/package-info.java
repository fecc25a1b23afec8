/** Reading what is encrypted in a Kustomization's files and objects (FLUX.md 3.5). */
@NullMarked
package dev.millrace.controller.kustomize.decrypt;

import org.jspecify.annotations.NullMarked;

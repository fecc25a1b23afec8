/** Kubernetes objects in the course of a build: identity, history, and the ordered set of them. */
@NullMarked
package dev.millrace.kustomize.resource;

import org.jspecify.annotations.NullMarked;

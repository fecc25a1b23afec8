/**
 * What the engine knows of Kubernetes' types: how lists merge and which kinds are cluster-scoped.
 */
@NullMarked
package dev.millrace.kustomize.schema;

import org.jspecify.annotations.NullMarked;

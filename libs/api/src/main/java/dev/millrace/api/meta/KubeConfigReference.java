package dev.millrace.api.meta;

import org.jspecify.annotations.Nullable;

/**
 * Says which cluster to work on, by exactly one of two references; absent means the own cluster.
 *
 * @param configMapRef a ConfigMap that describes a cluster reached with workload identity
 * @param secretRef a Secret with a kubeconfig
 */
@ApiType
public record KubeConfigReference(
    @Nullable LocalObjectReference configMapRef, @Nullable SecretKeyReference secretRef) {}

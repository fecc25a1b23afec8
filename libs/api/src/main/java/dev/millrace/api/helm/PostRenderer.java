package dev.millrace.api.helm;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/** A change to the rendered manifests. */
@ApiType
public record PostRenderer(@Nullable KustomizePostRenderer kustomize) {}

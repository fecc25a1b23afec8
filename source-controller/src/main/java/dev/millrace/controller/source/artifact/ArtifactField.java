package dev.millrace.controller.source.artifact;

import dev.millrace.api.meta.Artifact;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the artifact of a kind's status is read and replaced.
 *
 * @param <S> the status
 */
public record ArtifactField<S>(
    Function<S, @Nullable Artifact> get, BiFunction<S, @Nullable Artifact, S> set) {}

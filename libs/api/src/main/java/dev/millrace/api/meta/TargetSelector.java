package dev.millrace.api.meta;

import org.jspecify.annotations.Nullable;

/**
 * Selects objects of a build; what is not given matches everything.
 *
 * @param name a regular expression over the whole name
 * @param namespace a regular expression over the whole namespace
 * @param labelSelector in the syntax of {@code kubectl -l}
 * @param annotationSelector in the syntax of {@code kubectl -l}
 */
@ApiType
public record TargetSelector(
    @Nullable String group,
    @Nullable String version,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String namespace,
    @Nullable String labelSelector,
    @Nullable String annotationSelector) {}

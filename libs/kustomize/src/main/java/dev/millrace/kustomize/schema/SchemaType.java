package dev.millrace.kustomize.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of an OpenAPI schema that decides how values merge.
 *
 * @param ref the name of the definition that takes this one's place, or null
 * @param isList whether the type is exactly {@code array}
 * @param items schema of a list's items
 * @param additional schema of a map's values, whatever their name
 * @param properties schemas of known fields
 * @param patchStrategy {@code merge}, {@code retainKeys}, both divided by a comma, or null
 * @param mergeKey the field that identifies items of a merged list, or null
 * @param listMapKeys the fields that identify items together, in place of {@code mergeKey}; may be
 *     empty
 */
record SchemaType(
    @Nullable String ref,
    boolean isList,
    @Nullable SchemaType items,
    @Nullable SchemaType additional,
    Map<String, SchemaType> properties,
    @Nullable String patchStrategy,
    @Nullable String mergeKey,
    @Nullable List<String> listMapKeys) {}

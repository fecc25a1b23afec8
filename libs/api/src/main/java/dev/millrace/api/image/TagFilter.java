package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * Which tags take part.
 *
 * @param pattern a regular expression
 * @param extract the part to compare, made from its groups; null for the whole tag
 */
@ApiType
public record TagFilter(@Nullable String pattern, @Nullable String extract) {}

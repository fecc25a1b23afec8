package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * Which version to take; later fields win: tag, semver, digest.
 *
 * @param semver a range; the highest tag inside it is taken
 * @param semverFilter a regular expression that tags must match before the range is applied
 */
@ApiType
public record OCIReference(
    @Nullable String tag,
    @Nullable String semver,
    @Nullable String semverFilter,
    @Nullable String digest) {}

package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * Which commit to take; later fields win: branch, tag, semver, name, commit.
 *
 * @param semver a range; the highest tag inside it is taken
 * @param name a full reference such as {@code refs/pull/1/head}
 * @param commit the full hash; with a branch only that branch is fetched
 */
@ApiType
public record GitReference(
    @Nullable String branch,
    @Nullable String tag,
    @Nullable String semver,
    @Nullable String name,
    @Nullable String commit) {}

package dev.millrace.git.remote;

import org.jspecify.annotations.Nullable;

/**
 * A reference that a remote offers.
 *
 * @param name in full, such as {@code refs/tags/v1.0.0}
 * @param commit that it leads to, annotated tags resolved
 * @param tagObject the id of an annotated tag, or null
 */
public record RemoteReference(String name, String commit, @Nullable String tagObject) {}

package dev.millrace.api.helm;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Timestamp;
import org.jspecify.annotations.Nullable;

/** How a test of the chart went. */
@ApiType
public record TestHookStatus(
    @Nullable Timestamp lastStarted, @Nullable Timestamp lastCompleted, @Nullable String phase) {}

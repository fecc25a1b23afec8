package dev.millrace.api.source;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * Which layer to take and what to do with it.
 *
 * @param mediaType the first layer of this type; null for the first layer
 * @param operation {@code extract} (also when null) or {@code copy} to keep the layer as it is
 */
@ApiType
public record OCILayerSelector(@Nullable String mediaType, @Nullable String operation) {}

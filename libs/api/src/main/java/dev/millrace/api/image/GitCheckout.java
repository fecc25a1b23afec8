package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.source.GitReference;
import org.jspecify.annotations.Nullable;

/** What to check out. */
@ApiType
public record GitCheckout(@Nullable GitReference ref) {}

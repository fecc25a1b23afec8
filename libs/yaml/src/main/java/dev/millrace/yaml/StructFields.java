package dev.millrace.yaml;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Go structure. Unlike the keys of maps, {@link GoJson} writes them in the order in
 * which they were put, as {@code encoding/json} writes the fields of structures in the order of
 * their declaration.
 */
public final class StructFields extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1L;
}

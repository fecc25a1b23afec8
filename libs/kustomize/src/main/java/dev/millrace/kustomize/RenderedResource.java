package dev.millrace.kustomize;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of the result.
 *
 * @param object the object as a plain tree
 * @param file where it was read, relative to the root of the tree; empty for generated objects
 * @param line the line in that file, counted from 1; 0 where it is not known
 */
public record RenderedResource(Map<String, @Nullable Object> object, String file, int line) {}

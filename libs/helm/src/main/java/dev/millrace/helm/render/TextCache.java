package dev.millrace.helm.render;

import dev.millrace.gotemplate.TemplateSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Charts run {@code tpl} on the same few texts again and again: each is parsed once a rendering.
 */
final class TextCache {
  private static final int MAX_TEXTS = 512;

  private final Map<Key, TemplateSet> parsed =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TemplateSet> eldest) {
          return size() > MAX_TEXTS;
        }
      };

  /** Sets are compared by identity. */
  private record Key(TemplateSet known, String text) {}

  TemplateSet parse(TemplateSet known, String name, String text) {
    return parsed.computeIfAbsent(new Key(known, text), _ -> known.with(name, text));
  }
}

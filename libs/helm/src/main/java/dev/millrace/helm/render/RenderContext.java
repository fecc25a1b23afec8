package dev.millrace.helm.render;

import dev.millrace.helm.lookup.Lookup;

/** What functions know of the rendering they are called in. Belongs to one thread. */
record RenderContext(Lookup lookup, Recursion recursion, TextCache texts) {
  RenderContext(Lookup lookup) {
    this(lookup, new Recursion(), new TextCache());
  }
}

package dev.millrace.artifact.ignore;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Patterns come with sources: whatever they are, each file is in or out. */
class SourceIgnoreProperties {
  private static final List<String> PATHS =
      List.of(
          "a", "a/b.yaml", "a/b/c/d/e/f/g", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "é/[x]", ".git/a");

  @Property
  void anyPatternsDecide(@ForAll("patterns") String patterns, @ForAll("patterns") String nested) {
    var files = new TreeMap<String, String>();
    files.put("", patterns);
    files.put("a/b", nested);
    decide(SourceIgnore.forTree(files, patterns));
    decide(SourceIgnore.forBucket(patterns, nested));
  }

  @Property
  void anyTextDecides(@ForAll String text) {
    decide(SourceIgnore.forBucket(text, text));
  }

  private static void decide(IgnoreRules rules) {
    for (String path : PATHS) {
      rules.excludes(path, false);
      rules.excludes(path, true);
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
            "*", "**", "/", "!", "a", "b", "?", "[", "]", "[!", "[a-", "-", "\\", "\n", "#", " ",
            "{", "}", ",", ".yaml", "é", "***", "**/", "*a", "a*")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}

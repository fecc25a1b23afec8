package dev.millrace.helm.render;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the templates of charts, and remembers the last few results by the digests of the files: a
 * chart that is rendered again with the same subcharts enabled is not parsed again, even if it was
 * read anew. May be used by many threads.
 */
final class CompiledTemplates {
  private final Compiler compiler;
  private final Map<List<Source>, TemplateSet> recent;

  CompiledTemplates(Functions functions, int capacity) {
    this(scopes -> parse(functions, scopes), capacity);
  }

  CompiledTemplates(Compiler compiler, int capacity) {
    this.compiler = compiler;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<List<Source>, TemplateSet> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Makes one set of all templates of a chart. */
  @FunctionalInterface
  interface Compiler {
    TemplateSet compile(List<TemplateScope> scopes) throws RenderException;
  }

  /** What the result depends on, for each template. */
  private record Source(String path, String digest) {}

  /**
   * The template set of a chart.
   *
   * @param scopes in the order of parsing
   */
  TemplateSet of(List<TemplateScope> scopes) throws RenderException {
    List<Source> key =
        scopes.stream().map(scope -> new Source(scope.path(), scope.file().digest())).toList();
    synchronized (recent) {
      TemplateSet known = recent.get(key);
      if (known != null) {
        return known;
      }
    }
    TemplateSet parsed = compiler.compile(scopes);
    synchronized (recent) {
      recent.put(key, parsed);
    }
    return parsed;
  }

  static TemplateSet parse(Functions functions, List<TemplateScope> scopes) throws RenderException {
    TemplateSet set = TemplateSet.empty(functions);
    for (TemplateScope scope : scopes) {
      try {
        set = set.with(scope.path(), scope.file().text());
      } catch (TemplateException e) {
        throw TemplateErrors.parsing(scope.path(), e);
      }
    }
    return set;
  }

  /** The scopes in the order of parsing; of two with the same path the later one counts. */
  static List<TemplateScope> inOrder(List<TemplateScope> scopes) {
    Map<String, TemplateScope> byPath = new LinkedHashMap<>();
    scopes.forEach(scope -> byPath.put(scope.path(), scope));
    var ordered = new ArrayList<>(byPath.values());
    ordered.sort((a, b) -> TemplateOrder.OF_PATHS.compare(a.path(), b.path()));
    return ordered;
  }
}

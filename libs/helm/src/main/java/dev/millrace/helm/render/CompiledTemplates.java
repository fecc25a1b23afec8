package dev.millrace.helm.render;

import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.helm.chart.ChartFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the templates of charts, and remembers the last few results: a chart that is rendered
 * again with the same subcharts enabled is not parsed again. May be used by many threads.
 */
final class CompiledTemplates {
  private final Functions functions;
  private final Map<Key, TemplateSet> recent;

  CompiledTemplates(Functions functions, int capacity) {
    this.functions = functions;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, TemplateSet> eldest) {
            return size() > capacity;
          }
        };
  }

  /** What the result depends on: every template's path and content. */
  private record Key(List<String> paths, List<ChartFile> files) {
    /** Paths alone: contents need not be read to find an entry. */
    @Override
    public int hashCode() {
      return paths.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && paths.equals(that.paths) && files.equals(that.files);
    }
  }

  /**
   * The template set of a chart.
   *
   * @param scopes in the order of parsing
   */
  TemplateSet of(List<TemplateScope> scopes) throws RenderException {
    var key =
        new Key(
            scopes.stream().map(TemplateScope::path).toList(),
            scopes.stream().map(TemplateScope::file).toList());
    synchronized (recent) {
      TemplateSet known = recent.get(key);
      if (known != null) {
        return known;
      }
    }
    TemplateSet parsed = parse(scopes);
    synchronized (recent) {
      recent.put(key, parsed);
    }
    return parsed;
  }

  private TemplateSet parse(List<TemplateScope> scopes) throws RenderException {
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

package dev.millrace.kustomize.build;

import dev.millrace.kustomize.kustomization.Replacement;
import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.replacement.ReplacementTransformer;
import dev.millrace.kustomize.transform.Transformer;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects replacements, inline ones and those in files. */
final class ReplacementFactory {
  private final Loader loader;

  ReplacementFactory(Loader loader) {
    this.loader = loader;
  }

  Transformer of(List<Replacement> entries) {
    List<Replacement> all = new ArrayList<>();
    for (Replacement entry : entries) {
      if (entry.path().isEmpty()) {
        all.add(entry);
      } else {
        all.addAll(ofFile(entry));
      }
    }
    return new ReplacementTransformer(all);
  }

  private List<Replacement> ofFile(Replacement entry) {
    boolean hasTargets = entry.targets() != null && !entry.targets().isEmpty();
    if (entry.source() != null || hasTargets) {
      throw new KustomizeException("replacements: cannot specify both path and inline replacement");
    }
    try {
      return parse(loader.loadText(entry.path()));
    } catch (KustomizeException e) {
      throw e.in(loader.pathOf(entry.path()), 0);
    }
  }

  private static List<Replacement> parse(String text) {
    return switch (tree(text)) {
      case List<?> list -> {
        List<Replacement> replacements = new ArrayList<>();
        for (Object item : list) {
          Map<?, ?> fields = item instanceof Map<?, ?> map ? map : Map.of();
          replacements.add(StructReader.readLenient(fields, Replacement::read));
        }
        yield replacements;
      }
      case Map<?, ?> map -> List.of(StructReader.readLenient(map, Replacement::read));
      case null, default ->
          throw new KustomizeException("a file of replacements must hold a map or a list of maps");
    };
  }

  private static @Nullable Object tree(String text) {
    try {
      return YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new KustomizeException(e.getMessage(), e);
    }
  }
}

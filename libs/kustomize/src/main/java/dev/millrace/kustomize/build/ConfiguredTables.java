package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files of {@code configurations}: field specifications on top of the builtin ones. */
final class ConfiguredTables {
  private final BuildContext context;
  private final Loader loader;

  ConfiguredTables(BuildContext context, Loader loader) {
    this.context = context;
    this.loader = loader;
  }

  FieldTables read(List<String> paths) {
    FieldTables tables = context.defaults().tables().empty();
    for (String path : paths) {
      try {
        tables = tables.merge(parse(loader.loadText(path)));
      } catch (KustomizeException e) {
        throw e.inLinesOf(loader.pathOf(path));
      }
    }
    return tables;
  }

  private FieldTables parse(String text) {
    Object tree = tree(text);
    if (tree != null && !(tree instanceof Map)) {
      throw new KustomizeException("a configuration must be a map of field specifications");
    }
    Map<?, ?> fields = tree == null ? Map.of() : (Map<?, ?>) tree;
    Problems problems = new Problems();
    FieldTables tables =
        StructReader.strict(fields, problems, _ -> 0)
            .readWhole(in -> DefaultTables.tables(in, context.defaults().order()));
    problems.throwIfAny();
    return tables.sorted();
  }

  private static @Nullable Object tree(String text) {
    try {
      return YamlReader.sigs().strict().read(text);
    } catch (YamlException e) {
      throw new KustomizeException(e.getMessage(), e);
    }
  }
}

package dev.millrace.kustomize.build;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldTable;
import dev.millrace.kustomize.fieldspec.FieldTables;
import dev.millrace.kustomize.fieldspec.KindOrder;
import dev.millrace.kustomize.fieldspec.NameReference;
import dev.millrace.kustomize.kustomization.Selectors;
import dev.millrace.kustomize.kustomization.StructReader;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.schema.BuiltinSchema;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The data that is built into kustomize. Immutable; made once and shared by all builds.
 *
 * @param tables field specifications, sorted
 * @param settledTables the same as they are in effect when nothing is configured
 * @param withoutPrefix kinds whose names get no prefix
 * @param withoutSuffix kinds whose names get no suffix
 * @param order the order of kinds, both of the tables and of the legacy sort
 * @param schema the builtin schema
 */
public record DefaultTables(
    FieldTables tables,
    FieldTables settledTables,
    List<Gvk> withoutPrefix,
    List<Gvk> withoutSuffix,
    KindOrder order,
    BuiltinSchema schema) {

  /** Reads the data from the resources beside this class. */
  public static DefaultTables load() {
    Map<?, ?> root = read("kustomize-fieldspecs.json");
    Map<?, ?> legacyOrder = (Map<?, ?>) root.get("legacySortOrder");
    KindOrder order =
        StructReader.readLenient(
            Objects.requireNonNull(legacyOrder),
            in -> new KindOrder(in.texts("orderFirst"), in.texts("orderLast")));
    return StructReader.readLenient(root, in -> of(in, order));
  }

  private static DefaultTables of(StructReader in, KindOrder order) {
    FieldTables tables = in.structOrEmpty("fieldSpecs", specs -> tables(specs, order));
    return new DefaultTables(
        tables,
        tables.empty().merge(tables),
        in.list("namePrefixSkip", Selectors::gvk),
        in.list("nameSuffixSkip", Selectors::gvk),
        order,
        new BuiltinSchema(read("kustomize-openapi.json")));
  }

  /** Reads tables in the layout of a configuration file. */
  static FieldTables tables(StructReader in, KindOrder order) {
    Map<FieldTable, List<FieldSpec>> specs = new EnumMap<>(FieldTable.class);
    for (FieldTable table : FieldTable.values()) {
      specs.put(table, in.list(table.field(), Selectors::fieldSpec));
    }
    return new FieldTables(specs, in.list("nameReference", DefaultTables::reference), order);
  }

  private static NameReference reference(StructReader in) {
    return new NameReference(Selectors.gvk(in), in.list("fieldSpecs", Selectors::fieldSpec));
  }

  private static Map<?, ?> read(String name) {
    try (InputStream in = DefaultTables.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return (Map<?, ?>)
          Objects.requireNonNull(GoJson.read(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.millrace.helm.chart;

import dev.millrace.helm.decode.DecodeException;
import dev.millrace.helm.decode.Fields;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Chart.yaml, requirements.yaml and their locks. */
final class MetadataReader {
  private MetadataReader() {}

  /** Reads Chart.yaml; an absent apiVersion means {@code v1}. */
  static ChartMetadata metadata(ChartFile file) throws ChartException {
    return decode(file, fields -> metadata(file.name(), fields));
  }

  /** The dependencies that requirements.yaml declares; empty where it does not speak of them. */
  static Optional<List<Dependency>> requirements(ChartFile file) throws ChartException {
    return decode(
        file,
        fields ->
            fields.has("dependencies")
                ? Optional.of(dependencies(file.name(), fields))
                : Optional.empty());
  }

  /** Reads Chart.lock or requirements.lock. */
  static ChartLock lock(ChartFile file) throws ChartException {
    return decode(file, fields -> lock(file.name(), fields));
  }

  static ChartLock lock(String source, Fields fields) throws DecodeException {
    return new ChartLock(
        fields.text("generated"), fields.text("digest"), dependencies(source, fields));
  }

  /** Takes a structure apart. */
  @FunctionalInterface
  private interface Decoder<T> {
    T decode(Fields fields) throws DecodeException;
  }

  private static <T> T decode(ChartFile file, Decoder<T> decoder) throws ChartException {
    try {
      return decoder.decode(Fields.of(file.name(), YamlReader.sigs().read(file.text())));
    } catch (YamlException | DecodeException e) {
      throw new ChartException("cannot load " + file.name() + ": " + e.getMessage(), e);
    }
  }

  static ChartMetadata metadata(String source, Fields fields) throws DecodeException {
    String apiVersion = fields.text("apiVersion");
    return new ChartMetadata(
        OneLine.of(fields.text("name")),
        OneLine.of(fields.text("home")),
        OneLine.of(fields.texts("sources")),
        OneLine.of(fields.text("version")),
        OneLine.of(fields.text("description")),
        OneLine.of(fields.texts("keywords")),
        maintainers(source, fields),
        OneLine.of(fields.text("icon")),
        apiVersion.isEmpty() ? "v1" : apiVersion,
        OneLine.of(fields.text("condition")),
        OneLine.of(fields.text("tags")),
        OneLine.of(fields.text("appVersion")),
        fields.flag("deprecated"),
        fields.textMap("annotations"),
        OneLine.of(fields.text("kubeVersion")),
        dependencies(source, fields),
        fields.has("dependencies"),
        fields.text("type"));
  }

  private static List<Maintainer> maintainers(String source, Fields fields) throws DecodeException {
    var maintainers = new ArrayList<Maintainer>();
    for (Object item : fields.list("maintainers")) {
      Fields maintainer = notNull(source, item, "maintainers");
      maintainers.add(
          new Maintainer(
              OneLine.of(maintainer.text("name")),
              OneLine.of(maintainer.text("email")),
              OneLine.of(maintainer.text("url"))));
    }
    return maintainers;
  }

  private static List<Dependency> dependencies(String source, Fields fields)
      throws DecodeException {
    var dependencies = new ArrayList<Dependency>();
    for (Object item : fields.list("dependencies")) {
      Fields dependency = notNull(source, item, "dependencies");
      dependencies.add(
          new Dependency(
              OneLine.of(dependency.text("name")),
              OneLine.of(dependency.text("version")),
              OneLine.of(dependency.text("repository")),
              OneLine.of(dependency.text("condition")),
              OneLine.of(dependency.texts("tags")),
              dependency.flag("enabled"),
              dependency.list("import-values").stream()
                  .filter(each -> each != null)
                  .<Object>map(each -> each)
                  .toList(),
              dependency.text("alias")));
    }
    return dependencies;
  }

  private static Fields notNull(String source, @Nullable Object item, String list)
      throws DecodeException {
    if (item == null) {
      throw new DecodeException(list + " must not contain empty or null nodes");
    }
    return Fields.of(source + " " + list, item);
  }
}

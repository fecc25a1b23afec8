package dev.millrace.helm.chart;

import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a chart, with its subcharts, of its files. */
final class ChartAssembler {
  private static final String CHARTS = "charts/";
  private static final String TEMPLATES = "templates/";

  private final ChartBudget budget;
  private final int depth;

  ChartAssembler(ChartBudget budget) {
    this(budget, 0);
  }

  private ChartAssembler(ChartBudget budget, int depth) {
    this.budget = budget;
    this.depth = depth;
  }

  Chart readArchive(InputStream archive) throws ChartException {
    return assemble(ChartArchiveReader.unpack(archive, budget));
  }

  Chart assemble(List<ChartFile> all) throws ChartException {
    if (depth > budget.limits().dependencyDepth()) {
      throw new ChartException(
          "subcharts are nested deeper than the limit of " + budget.limits().dependencyDepth());
    }
    var sorted = new Sorted();
    for (ChartFile file : all) {
      sorted.add(file);
    }
    ChartMetadata metadata = sorted.metadata();
    MetadataRules.check(metadata);
    return new Chart(
        metadata,
        sorted.lock(),
        sorted.values(),
        Optional.ofNullable(sorted.schema),
        sorted.templates,
        sorted.files(metadata),
        subcharts(metadata.name(), sorted.subcharts));
  }

  private List<Chart> subcharts(String parent, Map<String, List<ChartFile>> byEntry)
      throws ChartException {
    var charts = new ArrayList<Chart>();
    for (var entry : byEntry.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      try {
        charts.add(subchart(name, entry.getValue()));
      } catch (ChartException e) {
        throw new ChartException(
            "error unpacking subchart " + name + " in " + parent + ": " + e.getMessage(), e);
      }
    }
    return charts;
  }

  private Chart subchart(String name, List<ChartFile> files) throws ChartException {
    var nested = new ChartAssembler(budget, depth + 1);
    if (name.endsWith(".tgz")) {
      ChartFile archive = files.getFirst();
      if (!archive.name().equals(name)) {
        throw new ChartException("expected " + name + ", got " + archive.name());
      }
      return nested.readArchive(new ByteArrayInputStream(archive.data()));
    }
    var own = new ArrayList<ChartFile>();
    for (ChartFile file : files) {
      int slash = file.name().indexOf('/');
      if (slash >= 0) {
        own.add(new ChartFile(file.name().substring(slash + 1), file.data()));
      }
    }
    return nested.assemble(own);
  }

  /** The files by what they are for. */
  private static final class Sorted {
    private @Nullable ChartFile chartYaml;
    private @Nullable ChartFile chartLock;
    private @Nullable ChartFile valuesYaml;
    private @Nullable ChartFile schema;
    private @Nullable ChartFile requirements;
    private @Nullable ChartFile requirementsLock;
    private final List<ChartFile> templates = new ArrayList<>();
    private final List<ChartFile> files = new ArrayList<>();
    private final Map<String, List<ChartFile>> subcharts = new TreeMap<>();

    void add(ChartFile file) {
      switch (file.name()) {
        case "Chart.yaml" -> chartYaml = file;
        case "Chart.lock" -> chartLock = file;
        case "values.yaml" -> valuesYaml = file;
        case "values.schema.json" -> schema = file;
        case "requirements.yaml" -> requirements = file;
        case "requirements.lock" -> requirementsLock = file;
        default -> addOther(file);
      }
    }

    private void addOther(ChartFile file) {
      if (file.name().startsWith(TEMPLATES)) {
        templates.add(file);
      } else if (!file.name().startsWith(CHARTS) || file.name().endsWith(".prov")) {
        files.add(file);
      } else {
        String below = file.name().substring(CHARTS.length());
        int slash = below.indexOf('/');
        String entry = slash < 0 ? below : below.substring(0, slash);
        subcharts
            .computeIfAbsent(entry, _ -> new ArrayList<>())
            .add(new ChartFile(below, file.data()));
      }
    }

    ChartMetadata metadata() throws ChartException {
      if (chartYaml == null) {
        throw new ChartException("Chart.yaml file is missing");
      }
      ChartMetadata metadata = MetadataReader.metadata(chartYaml);
      if (requirements == null) {
        return metadata;
      }
      return MetadataReader.requirements(requirements).map(metadata::declaring).orElse(metadata);
    }

    Optional<ChartLock> lock() throws ChartException {
      ChartFile file = requirementsLock != null ? requirementsLock : chartLock;
      return file == null ? Optional.empty() : Optional.of(MetadataReader.lock(file));
    }

    Map<String, Object> values() throws ChartException {
      if (valuesYaml == null) {
        return new LinkedHashMap<>();
      }
      try {
        return ValuesReader.read(valuesYaml.text());
      } catch (ValuesException e) {
        throw new ChartException("cannot load values.yaml: " + e.getMessage(), e);
      }
    }

    /** Charts of the first generation keep their requirements among the files of templates. */
    List<ChartFile> files(ChartMetadata metadata) {
      if (metadata.apiVersion().equals("v1")) {
        var all = new ArrayList<ChartFile>(files);
        Optional.ofNullable(requirements).ifPresent(all::add);
        Optional.ofNullable(requirementsLock).ifPresent(all::add);
        return all;
      }
      return files;
    }
  }
}

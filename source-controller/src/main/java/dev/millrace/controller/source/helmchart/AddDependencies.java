package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_DEPENDENCIES;

import dev.millrace.api.source.HelmRepository;
import dev.millrace.controller.source.helmrepository.RepositoryAddress;
import dev.millrace.controller.source.helmrepository.ResolveAccess;
import dev.millrace.controller.source.index.IndexedChart;
import dev.millrace.controller.source.index.InvalidIndex;
import dev.millrace.controller.source.index.NoSuchChart;
import dev.millrace.controller.source.index.RepositoryIndex;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.helm.chart.ChartLock;
import dev.millrace.helm.chart.Dependency;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.http.HttpAccess;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Completes a chart from a folder: dependencies that Chart.yaml declares and charts/ lacks are
 * taken from the same source ({@code file://}) or downloaded, in the versions of Chart.lock where
 * that names them. Credentials are those of a HelmRepository with the same URL in the chart's
 * namespace.
 */
public final class AddDependencies {
  private static final String LOCAL = "file://";
  private static final String REGISTRY = "oci://";
  private static final String INDEX = "index.yaml";

  private final SourceLookup sources;
  private final StoredIndexes indexes;
  private final ResolveAccess resolveAccess;
  private final Download download;
  private final RegistryCharts registryCharts;
  private final ChartReader reader;
  private final long maxIndexBytes;

  /**
   * @param maxIndexBytes the largest index of a repository that no HelmRepository stands for
   */
  public AddDependencies(
      SourceLookup sources,
      StoredIndexes indexes,
      ResolveAccess resolveAccess,
      Download download,
      RegistryCharts registryCharts,
      ChartReader reader,
      long maxIndexBytes) {
    this.sources = sources;
    this.indexes = indexes;
    this.resolveAccess = resolveAccess;
    this.download = download;
    this.registryCharts = registryCharts;
    this.reader = reader;
    this.maxIndexBytes = maxIndexBytes;
  }

  ChartFolder to(ChartFolder folder, ResolvedChart.InFiles chart, String namespace)
      throws ChartException, InterruptedException {
    Chart parent = folder.chart();
    Set<String> present =
        parent.dependencies().stream().map(Chart::name).collect(Collectors.toSet());
    ChartFolder complete = folder;
    for (Dependency dependency : parent.metadata().dependencies()) {
      if (!present.contains(dependency.name())) {
        complete = complete.with(archive(locked(dependency, parent), chart, namespace));
      }
    }
    return complete;
  }

  /**
   * The version that the lock names, so that the same source always gives the same chart. A lock
   * that was not brought up to date with Chart.yaml says nothing.
   */
  private static Dependency locked(Dependency wanted, Chart parent) {
    return parent.lock().map(ChartLock::dependencies).orElse(List.of()).stream()
        .filter(locked -> locked.name().equals(wanted.name()))
        .filter(locked -> locked.repository().equals(wanted.repository()))
        .filter(locked -> isMatch(wanted.version(), locked.version()))
        .findFirst()
        .orElse(wanted);
  }

  private static boolean isMatch(String range, String version) {
    try {
      return Constraint.parse(range).matches(Version.parse(version));
    } catch (InvalidVersion _) {
      return false;
    }
  }

  private ChartFile archive(Dependency dependency, ResolvedChart.InFiles chart, String namespace)
      throws InterruptedException {
    try {
      String repository = dependency.repository();
      if (repository.isEmpty() || repository.startsWith(LOCAL)) {
        return fromFiles(dependency, chart);
      }
      return repository.startsWith(REGISTRY)
          ? fromRegistry(dependency, namespace)
          : fromRepository(dependency, namespace);
    } catch (IOException
        | ChartException
        | NoSuchChart
        | InvalidIndex
        | IllegalArgumentException e) {
      throw failure(dependency, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private ChartFile fromFiles(Dependency dependency, ResolvedChart.InFiles chart)
      throws IOException, ChartException {
    if (dependency.repository().isEmpty()) {
      throw new ChartException("it has no repository and is not in charts/");
    }
    String path =
        TreePaths.resolve(chart.path(), dependency.repository().substring(LOCAL.length()));
    ChartFolder folder = reader.read(chart.files(), path);
    String version = folder.chart().metadata().version();
    requireMatch(dependency, version);
    return packed(dependency.name(), version, folder.pack());
  }

  private static void requireMatch(Dependency dependency, String version) throws ChartException {
    try {
      if (Constraint.parse(dependency.version()).matches(Version.parse(version))) {
        return;
      }
    } catch (InvalidVersion e) {
      throw new ChartException("its version range is invalid: " + e.getMessage(), e);
    }
    throw new ChartException(
        "can't get a valid version for constraint '%s': the chart has version '%s'"
            .formatted(dependency.version(), version));
  }

  private ChartFile fromRepository(Dependency dependency, String namespace)
      throws IOException, ChartException, NoSuchChart, InvalidIndex, InterruptedException {
    URI address = RepositoryAddress.of(dependency.repository());
    Optional<HelmRepository> repository = repository(dependency.repository(), namespace);
    HttpAccess access =
        repository.map(resolveAccess::of).orElseGet(() -> HttpAccess.anonymous(address));
    RepositoryIndex index = index(repository, address, access);
    IndexedChart chosen = index.choose(dependency.name(), dependency.version());
    byte[] archive =
        download.get(chosen.archive(address), access, "chart", reader.maxArchiveBytes());
    reader.unpack(archive);
    return packed(chosen.name(), chosen.version(), archive);
  }

  private ChartFile fromRegistry(Dependency dependency, String namespace)
      throws IOException, ChartException, NoSuchChart {
    String url = dependency.repository();
    RegistryCharts.Place place =
        repository(url, namespace)
            .map(repository -> registryCharts.of(repository, dependency.name()))
            .orElseGet(() -> registryCharts.of(url, dependency.name()));
    String version = registryCharts.choose(place, dependency.version());
    byte[] archive = registryCharts.archive(place.at(version), reader.maxArchiveBytes());
    reader.unpack(archive);
    return packed(dependency.name(), version, archive);
  }

  private RepositoryIndex index(Optional<HelmRepository> repository, URI address, HttpAccess access)
      throws IOException, InvalidIndex, InterruptedException {
    var stored = repository.flatMap(HelmRepository::artifact);
    if (stored.isPresent()) {
      return indexes.read(stored.get());
    }
    URI file = RepositoryAddress.file(address, INDEX);
    return RepositoryIndex.parse(download.get(file, access, "index", maxIndexBytes));
  }

  private Optional<HelmRepository> repository(String url, String namespace) {
    List<HelmRepository> all = sources.helmRepositories(namespace);
    return all.stream()
        .filter(r -> withoutSlash(r.spec().url()).equals(withoutSlash(url)))
        .findFirst();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static ChartFile packed(String name, String version, byte[] archive) {
    return new ChartFile("charts/%s-%s.tgz".formatted(name, version), archive);
  }

  private static ReconcileFailure failure(Dependency dependency, String why, Exception cause) {
    return new ReconcileFailure(
        CHART_DEPENDENCIES,
        "dependency build error: failed to add dependency '%s': %s"
            .formatted(dependency.name(), why),
        cause);
  }
}

package dev.millrace.argocd.generator;

import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.safety.FileTree;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters that the generators of an ApplicationSet make. */
final class Generators {
  private static final int MAX_SETS = 10_000;
  private static final int MAX_NESTING = 3;

  private final Templating templating;
  private final boolean nested;
  private final List<Cluster> clusters;
  private final Map<String, FileTree> repositories;
  private final Remarks remarks;

  /**
   * Generators that share what they know.
   *
   * @param nested whether parameters have the form of Go templates
   * @param clusters those that Secrets describe
   * @param repositories checked-out repositories by address
   */
  Generators(
      Templating templating,
      boolean nested,
      List<Cluster> clusters,
      Map<String, FileTree> repositories,
      Remarks remarks) {
    this.templating = templating;
    this.nested = nested;
    this.clusters = List.copyOf(clusters);
    this.repositories = Map.copyOf(repositories);
    this.remarks = remarks;
  }

  /** One set of parameters for each application. */
  List<Map<String, @Nullable Object>> of(Part generator) {
    return of(generator, 0);
  }

  private List<Map<String, @Nullable Object>> of(Part generator, int depth) {
    LabelSelector selector = LabelSelector.of(generator.part("selector"));
    List<Map<String, @Nullable Object>> sets = new ArrayList<>();
    for (Map<String, @Nullable Object> set : unselected(generator, depth)) {
      if (selector.isEmpty() || selector.matches(new PlainTemplating().shaped(set))) {
        sets.add(set);
      }
    }
    if (sets.size() > MAX_SETS) {
      throw new GeneratorException(
          "%s makes more than %d applications".formatted(generator.path(), MAX_SETS));
    }
    return sets;
  }

  private List<Map<String, @Nullable Object>> unselected(Part generator, int depth) {
    generator.skip("template");
    if (generator.has("list")) {
      return list(generator.part("list"));
    }
    if (generator.has("git")) {
      return git(generator.part("git"));
    }
    if (generator.has("clusters")) {
      return clusters(generator.part("clusters"));
    }
    if (generator.has("matrix") && depth < MAX_NESTING) {
      return matrix(generator.part("matrix"), depth);
    }
    if (generator.has("merge") && depth < MAX_NESTING) {
      return merge(generator.part("merge"), depth);
    }
    for (String kind : generator.unread()) {
      remarks.lost(
          kind,
          "the generator is not converted; list its applications by a list generator instead");
      generator.skip(kind.substring(kind.lastIndexOf('.') + 1));
    }
    return List.of();
  }

  private List<Map<String, @Nullable Object>> list(Part list) {
    list.skip("template");
    List<Map<String, @Nullable Object>> sets = new ArrayList<>();
    addMaps(list.value("elements"), sets);
    String yaml = list.text("elementsYaml");
    if (!yaml.isEmpty()) {
      addMaps(read(yaml, list.path() + ".elementsYaml"), sets);
    }
    List<Map<String, @Nullable Object>> shaped = new ArrayList<>();
    for (Map<String, @Nullable Object> set : sets) {
      shaped.add(templating.shaped(set));
    }
    return shaped;
  }

  private List<Map<String, @Nullable Object>> clusters(Part generator) {
    generator.skip("template");
    LabelSelector selector = LabelSelector.of(generator.part("selector"));
    List<Cluster> meant =
        selector.isEmpty()
            ? Cluster.withOwn(clusters)
            : clusters.stream().filter(cluster -> selector.matches(cluster.labels())).toList();
    if (meant.isEmpty()) {
      remarks.lost(
          generator.path(),
          "no cluster fits; add the Secrets with the label argocd.argoproj.io/secret-type: cluster"
              + " to the input");
    }
    return meant.stream()
        .map(cluster -> templating.shaped(cluster.parameters()))
        .map(set -> withValues(set, generator))
        .toList();
  }

  private List<Map<String, @Nullable Object>> git(Part git) {
    git.skip("template", "revision", "requeueAfterSeconds", "values", "pathParamPrefix");
    String url = git.text("repoURL");
    FileTree tree = repositories.get(url);
    if (tree == null) {
      remarks.lost(git.path(), "check out " + url + " and name the folder by --repository");
      git.skip("directories", "files");
      return List.of();
    }
    Checkout checkout = Checkout.of(tree);
    List<Map<String, @Nullable Object>> sets = new ArrayList<>();
    List<String> kept = checkout.folders(patterns(git, "directories", false));
    List<String> left = checkout.folders(patterns(git, "directories", true));
    String prefix = git.text("pathParamPrefix");
    kept.stream()
        .filter(folder -> !left.contains(folder))
        .forEach(folder -> sets.add(PathParameters.of(folder, "", prefix, nested)));
    List<String> excluded = checkout.files(patterns(git, "files", true));
    checkout.files(patterns(git, "files", false)).stream()
        .filter(file -> !excluded.contains(file))
        .forEach(file -> addFile(checkout, file, prefix, sets));
    List<Map<String, @Nullable Object>> whole = new ArrayList<>();
    for (Map<String, @Nullable Object> set : sets) {
      whole.add(withValues(set, git));
    }
    return whole;
  }

  private static List<String> patterns(Part git, String key, boolean excluded) {
    return git.parts(key).stream()
        .filter(pattern -> pattern.flag("exclude") == excluded)
        .map(pattern -> pattern.text("path").replaceAll("^/+", ""))
        .toList();
  }

  private void addFile(
      Checkout checkout, String file, String prefix, List<Map<String, @Nullable Object>> sets) {
    int slash = file.lastIndexOf('/');
    Map<String, @Nullable Object> place =
        PathParameters.of(
            slash < 0 ? "." : file.substring(0, slash), file.substring(slash + 1), prefix, nested);
    List<Map<String, @Nullable Object>> contents = new ArrayList<>();
    addMaps(read(YamlReader.decodeText(checkout.read(file)), file), contents);
    for (Map<String, @Nullable Object> content : contents) {
      sets.add(Trees.joined(templating.shaped(content), place));
    }
  }

  private List<Map<String, @Nullable Object>> matrix(Part matrix, int depth) {
    matrix.skip("template");
    List<Part> factors = matrix.parts("generators");
    if (factors.size() != 2) {
      throw new GeneratorException(matrix.path() + " needs two generators");
    }
    List<Map<String, @Nullable Object>> sets = new ArrayList<>();
    for (Map<String, @Nullable Object> first : of(factors.getFirst(), depth + 1)) {
      Part second = filled(factors.getLast(), first);
      of(second, depth + 1).forEach(set -> sets.add(Trees.joined(set, first)));
      remarks.lostUnread(second);
    }
    return sets;
  }

  private List<Map<String, @Nullable Object>> merge(Part merge, int depth) {
    merge.skip("template");
    List<Part> layers = merge.parts("generators");
    if (layers.size() < 2) {
      throw new GeneratorException(merge.path() + " needs two generators or more");
    }
    List<List<Map<String, @Nullable Object>>> sets = new ArrayList<>();
    for (Part layer : layers) {
      sets.add(of(layer, depth + 1));
    }
    return new Merge(merge.path(), merge.texts("mergeKeys")).of(sets);
  }

  /** The second generator of a matrix may use what the first one makes. */
  private Part filled(Part generator, Map<String, @Nullable Object> parameters) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    for (String key : List.of("list", "git", "clusters", "matrix", "merge", "selector")) {
      if (generator.has(key)) {
        whole.put(key, templating.renderAll(generator.value(key), parameters));
      }
    }
    generator.unread().forEach(path -> remarks.lost(path, "the generator is not converted"));
    return Part.of(whole);
  }

  private Map<String, @Nullable Object> withValues(
      Map<String, @Nullable Object> set, Part generator) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    generator
        .strings("values")
        .forEach((key, value) -> values.put(key, templating.render(value, set)));
    return values.isEmpty()
        ? set
        : Trees.joined(set, templating.shaped(new LinkedHashMap<>(Map.of("values", values))));
  }

  private static @Nullable Object read(String text, String where) {
    try {
      return YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new GeneratorException("%s can't be read: %s".formatted(where, e.getMessage()), e);
    }
  }

  private static void addMaps(@Nullable Object value, List<Map<String, @Nullable Object>> sets) {
    if (value instanceof List<?> list) {
      list.forEach(item -> addMaps(item, sets));
    } else if (value instanceof Map<?, ?> map) {
      sets.add(Trees.joined(Map.of(), map));
    }
  }
}

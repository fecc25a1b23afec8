package dev.millrace.argocd;

import dev.millrace.argocd.manifest.Converted;
import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remark;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a text of manifests is converted to. */
record Imported(List<Converted> all) {
  static Imported of(String manifests) {
    return of(manifests, ImportOptions.DEFAULT);
  }

  static Imported of(String manifests, ImportOptions options) {
    List<Map<?, ?>> trees = new ArrayList<>();
    for (YamlDocument document : YamlReader.sigs().readAll(manifests)) {
      if (document.value() instanceof Map<?, ?> manifest) {
        trees.add(manifest);
      }
    }
    SprigEnvironment environment =
        SprigEnvironment.isolated(InstantSource.fixed(Instant.EPOCH), new Random(1));
    return new Imported(new ArgoImport(options, environment).convert(trees));
  }

  /** The one object of a kind and name. */
  String object(String kind, String name) {
    return all.stream()
        .flatMap(converted -> converted.objects().stream())
        .filter(object -> Part.of(object).text("kind").equals(kind))
        .filter(object -> Part.of(object).part("metadata").text("name").equals(name))
        .map(GoYaml::write)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + names()));
  }

  List<String> names() {
    return all.stream()
        .flatMap(converted -> converted.objects().stream())
        .map(
            object ->
                Part.of(object).text("kind") + "/" + Part.of(object).part("metadata").text("name"))
        .toList();
  }

  List<String> losses() {
    return texts(Remark.Kind.LOST);
  }

  List<String> notes() {
    return texts(Remark.Kind.NOTE);
  }

  private List<String> texts(Remark.Kind kind) {
    return all.stream()
        .flatMap(converted -> converted.remarks().stream())
        .filter(remark -> remark.kind() == kind)
        .map(Remark::text)
        .toList();
  }
}

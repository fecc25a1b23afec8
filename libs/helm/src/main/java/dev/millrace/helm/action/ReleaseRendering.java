package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.order.KindOrder;
import dev.millrace.helm.order.Manifest;
import dev.millrace.helm.order.ManifestException;
import dev.millrace.helm.order.ManifestSorter;
import dev.millrace.helm.render.ManifestText;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderedChart;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Renders a chart for a revision, post rendering included. */
final class ReleaseRendering {
  private static final String FILE_NAME = "postrenderer.helm.sh/postrender-filename";

  private ReleaseRendering() {}

  static RenderedRelease render(ActionContext context, ChartSource source, ReleaseIdentity identity)
      throws ActionException {
    try {
      RenderedChart chart =
          context.renderer().render(source.chart(), source.values(), identity, context.rendering());
      if (source.postRendering().isEmpty()) {
        return new RenderedRelease(chart, chart.manifestText(), chart.hooks());
      }
      return postRender(chart, source.postRendering().get());
    } catch (RenderException e) {
      throw new ActionException(Reason.RENDER, String.valueOf(e.getMessage()), e);
    } catch (ManifestException e) {
      throw new ActionException(
          Reason.RENDER, "error while running post render on files: " + e.getMessage(), e);
    }
  }

  private static RenderedRelease postRender(RenderedChart chart, PostRendering rendering)
      throws ActionException, ManifestException {
    List<Map<String, Object>> objects = objectsOf(chart.manifests());
    List<Map<String, Object>> hooks = hooksOf(chart.hooks());
    return switch (rendering.strategy()) {
      case NO_HOOKS -> {
        var sorted = sort(rendering.renderer().render(objects));
        yield new RenderedRelease(chart, ManifestText.of(sorted.manifests()), chart.hooks());
      }
      case COMBINED -> {
        var all = new ArrayList<>(objects);
        all.addAll(hooks);
        var sorted = sort(rendering.renderer().render(all));
        yield new RenderedRelease(chart, ManifestText.of(sorted.manifests()), sorted.hooks());
      }
      case SEPARATE -> {
        var sorted = sort(rendering.renderer().render(objects));
        var sortedHooks = sort(rendering.renderer().render(hooks));
        yield new RenderedRelease(chart, ManifestText.of(sorted.manifests()), sortedHooks.hooks());
      }
    };
  }

  private static List<Map<String, Object>> objectsOf(List<Manifest> manifests) {
    var objects = new ArrayList<Map<String, Object>>();
    manifests.forEach(manifest -> add(objects, manifest.path(), manifest.content()));
    return objects;
  }

  private static List<Map<String, Object>> hooksOf(List<Hook> hooks) {
    var objects = new ArrayList<Map<String, Object>>();
    hooks.forEach(hook -> add(objects, hook.path(), hook.manifest()));
    return objects;
  }

  private static void add(List<Map<String, Object>> objects, String path, String document) {
    Map<String, Object> object = ValueTrees.asTable(YamlReader.sigs().read(document));
    if (object != null && !object.isEmpty()) {
      annotations(object).put(FILE_NAME, path);
      objects.add(object);
    }
  }

  private static ManifestSorter.Sorted sort(List<Map<String, Object>> objects)
      throws ManifestException {
    Map<String, StringJoiner> documents = new LinkedHashMap<>();
    for (Map<String, Object> object : objects) {
      Map<String, Object> own = ValueTrees.copy(object);
      Object path = annotations(own).remove(FILE_NAME);
      dropEmptyAnnotations(own);
      documents
          .computeIfAbsent(
              path == null ? "generated-by-postrender.yaml" : path.toString(),
              _ -> new StringJoiner("---\n"))
          .add(GoYaml.write(own));
    }
    Map<String, String> files = new LinkedHashMap<>();
    documents.forEach((path, joined) -> files.put(path, joined.toString()));
    return ManifestSorter.sort(files, KindOrder.INSTALL);
  }

  private static Map<String, Object> annotations(Map<String, Object> object) {
    Map<String, Object> metadata = child(object, "metadata");
    return child(metadata, "annotations");
  }

  private static Map<String, Object> child(Map<String, Object> parent, String key) {
    Map<String, Object> existing = ValueTrees.asTable(parent.get(key));
    if (existing != null) {
      return existing;
    }
    Map<String, Object> created = new LinkedHashMap<>();
    parent.put(key, created);
    return created;
  }

  private static void dropEmptyAnnotations(Map<String, Object> object) {
    Map<String, Object> metadata = child(object, "metadata");
    if (annotations(object).isEmpty()) {
      metadata.remove("annotations");
    }
  }
}

package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.order.KindOrder;
import dev.millrace.helm.order.Manifest;
import dev.millrace.helm.order.ManifestException;
import dev.millrace.helm.order.ManifestSorter;
import dev.millrace.helm.render.ManifestText;
import dev.millrace.helm.render.ReleaseIdentity;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.render.RenderedChart;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a chart for a revision, post rendering included. */
final class ReleaseRendering {
  private static final String FILE_NAME = "postrenderer.helm.sh/postrender-filename";
  private static final String NO_FILE = "generated-by-postrender.yaml";

  private ReleaseRendering() {}

  static RenderedRelease render(ActionContext context, ChartSource source, ReleaseIdentity identity)
      throws ActionException {
    RenderOptions options = context.rendering().get();
    return context.computing().call(() -> compute(context, source, identity, options));
  }

  private static RenderedRelease compute(
      ActionContext context, ChartSource source, ReleaseIdentity identity, RenderOptions options)
      throws ActionException {
    try {
      RenderedChart chart =
          context.renderer().render(source.chart(), source.values(), identity, options);
      return source.postRendering().isEmpty()
          ? RenderedRelease.of(chart, chart.manifestText(), chart.hooks())
          : postRender(chart, source.postRendering().get());
    } catch (RenderException e) {
      throw new ActionException(Reason.RENDER, String.valueOf(e.getMessage()), e);
    } catch (ManifestException e) {
      throw new ActionException(
          Reason.RENDER, "error while running post render on files: " + e.getMessage(), e);
    }
  }

  /** A document before post rendering. */
  private record Document(String path, String content) {}

  private static RenderedRelease postRender(RenderedChart chart, PostRendering rendering)
      throws ActionException, ManifestException {
    List<Document> objects =
        chart.manifests().stream().map(each -> new Document(each.path(), each.content())).toList();
    List<Document> hooks =
        chart.hooks().stream().map(each -> new Document(each.path(), each.manifest())).toList();
    return switch (rendering.strategy()) {
      case NO_HOOKS -> {
        var sorted = render(objects, rendering.renderer());
        yield RenderedRelease.of(chart, ManifestText.of(sorted.manifests()), chart.hooks());
      }
      case COMBINED -> {
        var all = new ArrayList<>(objects);
        all.addAll(hooks);
        var sorted = render(all, rendering.renderer());
        yield RenderedRelease.of(chart, ManifestText.of(sorted.manifests()), sorted.hooks());
      }
      case SEPARATE -> {
        var sorted = render(objects, rendering.renderer());
        var sortedHooks = render(hooks, rendering.renderer());
        yield RenderedRelease.of(chart, ManifestText.of(sorted.manifests()), sortedHooks.hooks());
      }
    };
  }

  private static ManifestSorter.Sorted render(
      List<Document> documents, PostRendering.PostRenderer renderer)
      throws ActionException, ManifestException {
    List<List<Document>> batches =
        renderer.takesEachAlone() ? documents.stream().map(List::of).toList() : List.of(documents);
    var rendered = new ArrayList<Manifest>();
    for (List<Document> batch : batches) {
      for (Map<String, Object> object : renderer.render(objects(batch))) {
        rendered.add(manifest(object));
      }
    }
    return ManifestSorter.sort(rendered, KindOrder.INSTALL);
  }

  private static List<Map<String, Object>> objects(List<Document> documents) {
    var objects = new ArrayList<Map<String, Object>>();
    for (Document document : documents) {
      Map<String, Object> object = ValueTrees.asTable(YamlReader.sigs().read(document.content()));
      if (object != null && !object.isEmpty()) {
        ownTable(ownTable(object, "metadata"), "annotations").put(FILE_NAME, document.path());
        objects.add(object);
      }
    }
    return objects;
  }

  private static Manifest manifest(Map<String, Object> object) throws ManifestException {
    Map<String, Object> own = new LinkedHashMap<>(object);
    Map<String, Object> metadata = ownTable(own, "metadata");
    Map<String, Object> annotations = ownTable(metadata, "annotations");
    Object path = annotations.remove(FILE_NAME);
    if (annotations.isEmpty()) {
      metadata.remove("annotations");
    }
    return Manifest.written(path == null ? NO_FILE : path.toString(), GoYaml.write(own), own);
  }

  /**
   * A table that may be changed without changing anybody else's, in the place of what was there.
   */
  private static Map<String, Object> ownTable(Map<String, Object> parent, String key) {
    Map<String, Object> existing = ValueTrees.asTable(parent.get(key));
    Map<String, Object> own =
        existing == null ? new LinkedHashMap<>() : new LinkedHashMap<>(existing);
    parent.put(key, own);
    return own;
  }
}

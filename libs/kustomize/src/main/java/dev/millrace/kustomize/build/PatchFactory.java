package dev.millrace.kustomize.build;

import dev.millrace.kustomize.kustomization.Patch;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.patch.JsonPatch;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteReference;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.transform.JsonPatchTransformer;
import dev.millrace.kustomize.transform.StrategicMergeTransformer;
import dev.millrace.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads patches, from files or inline, and makes transformers of them. */
final class PatchFactory {
  private final BuildContext context;
  private final Loader loader;

  PatchFactory(BuildContext context, Loader loader) {
    this.context = context;
    this.loader = loader;
  }

  /**
   * Patches of {@code patchesStrategicMerge}.
   *
   * @param entries files, or patches themselves
   * @param inline more patches; may be empty
   */
  Transformer legacyMerge(List<String> entries, String inline) {
    List<Resource> patches = new ArrayList<>();
    for (String entry : entries) {
      List<Resource> parsed = parseOrNull(entry, "");
      patches.addAll(parsed != null ? parsed : parse(loader.loadText(entry), loader.pathOf(entry)));
    }
    patches.addAll(inline.isEmpty() ? List.of() : parse(inline, ""));
    if (patches.isEmpty()) {
      throw new KustomizeException(
          "patch appears to be empty; files "
              + entries.stream().map(RemoteReference::shown).toList());
    }
    return StrategicMergeTransformer.ofLegacy(patches, context.merge());
  }

  /** An entry of {@code patchesJson6902}. */
  Transformer legacyJson(Patch patch) {
    if (patch.target() == null || patch.target().name().isEmpty()) {
      throw new KustomizeException("patchesJson6902: must specify the target name");
    }
    if (patch.path().isEmpty() == patch.text().isEmpty()) {
      throw new KustomizeException(
          "patchesJson6902: must specify a file path or a patch, one of them");
    }
    String text = patch.path().isEmpty() ? patch.text() : loader.loadText(patch.path());
    JsonPatch operations = JsonPatch.parse(text);
    if (operations.isEmpty()) {
      throw new KustomizeException("patchesJson6902: the patch appears to be empty");
    }
    return new JsonPatchTransformer(operations, patch.target(), false);
  }

  /** An entry of {@code patches}, of either kind; which one it is shows only in its text. */
  Transformer patch(Patch patch) {
    String inline = patch.text().strip();
    if (inline.isEmpty() == patch.path().isEmpty()) {
      throw new KustomizeException(
          inline.isEmpty()
              ? "patches: must specify one of patch and path"
              : "patches: patch and path can't be set at the same time");
    }
    String text = inline.isEmpty() ? loader.loadText(patch.path()) : inline;
    String file = inline.isEmpty() ? loader.pathOf(patch.path()) : "";
    try {
      return ofText(text, file, patch);
    } catch (KustomizeException e) {
      throw file.isEmpty() ? e : e.in(file, 0);
    }
  }

  private Transformer ofText(String text, String file, Patch patch) {
    List<Resource> merges = null;
    JsonPatch operations = null;
    KustomizeException noMerge = null;
    KustomizeException noJson = null;
    try {
      merges = parse(text, file);
    } catch (KustomizeException e) {
      noMerge = e;
    }
    try {
      operations = text.isEmpty() ? null : JsonPatch.parse(text);
    } catch (KustomizeException e) {
      noJson = e;
    }
    if (merges != null && operations != null && !merges.isEmpty() && !operations.isEmpty()) {
      throw new KustomizeException(
          "the patch qualifies as both a strategic merge and a JSON patch");
    }
    if (merges != null) {
      return merge(merges, patch);
    }
    if (operations == null) {
      throw unreadable(text, noMerge, noJson);
    }
    return json(operations, patch);
  }

  /** Only one of the two reasons helps: a list was meant to be a JSON patch. */
  private static KustomizeException unreadable(
      String text, @Nullable KustomizeException noMerge, @Nullable KustomizeException noJson) {
    boolean isList = text.startsWith("[") || text.startsWith("-");
    KustomizeException reason = isList && noJson != null ? noJson : noMerge;
    return new KustomizeException(
        "unable to parse a strategic merge or JSON patch"
            + (reason == null ? "" : ": " + reason.getMessage()));
  }

  private Transformer merge(List<Resource> merges, Patch patch) {
    if (merges.isEmpty()) {
      return _ -> {};
    }
    for (Resource merge : merges) {
      if (patch.allowNameChange()) {
        merge.history().allowNameChange();
      }
      if (patch.allowKindChange()) {
        merge.history().allowKindChange();
      }
    }
    return StrategicMergeTransformer.of(merges, patch.target(), context.merge());
  }

  private static Transformer json(JsonPatch operations, Patch patch) {
    if (patch.target() == null) {
      throw new KustomizeException("must specify a target for a JSON patch");
    }
    return new JsonPatchTransformer(operations, patch.target(), true);
  }

  private List<Resource> parse(String text, String file) {
    return context.resources().read(text, file);
  }

  private @Nullable List<Resource> parseOrNull(String text, String file) {
    try {
      return parse(text, file);
    } catch (KustomizeException e) {
      return null;
    }
  }
}

package dev.millrace.kustomize.flux;

import dev.millrace.kustomize.kustomization.Image;
import dev.millrace.kustomize.kustomization.Kustomization;
import dev.millrace.kustomize.kustomization.Kustomization.Naming;
import dev.millrace.kustomize.kustomization.Patch;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Merges an overlay into a kustomization, field by field with Flux's rules. */
final class OverlayMerge {
  private static final List<String> REMOTE =
      List.of(
          "git::", "gh:", "ssh://", "https://", "http://", "git@", "github.com:", "github.com/");

  private final FluxOverlay overlay;
  private final Loader loader;

  OverlayMerge(FluxOverlay overlay, Loader loader) {
    this.overlay = overlay;
    this.loader = loader;
  }

  Kustomization apply(Kustomization file) {
    Kustomization.Patches before = file.changes().patches();
    List<Patch> patches = new ArrayList<>(before.patches());
    patches.addAll(overlay.patches());
    Kustomization changed =
        file.withNaming(naming(file.changes().naming()))
            .withPatches(patches)
            .withImages(images(file.changes().images()))
            .withComponents(components(file.inputs().components()));
    return overlay.buildMetadata().isEmpty()
        ? changed
        : changed.withBuildMetadata(overlay.buildMetadata());
  }

  private Naming naming(Naming file) {
    return new Naming(
        orElse(overlay.namePrefix(), file.prefix()),
        orElse(overlay.nameSuffix(), file.suffix()),
        orElse(overlay.targetNamespace(), file.namespace()));
  }

  private static String orElse(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }

  /** A new name replaces the name; tag and digest replace each other as a unit. */
  private List<Image> images(List<Image> file) {
    List<Image> merged = new ArrayList<>(file);
    for (Image image : overlay.images()) {
      int known = indexOf(merged, image.name());
      if (known < 0) {
        merged.add(image);
      } else {
        merged.set(known, merge(merged.get(known), image));
      }
    }
    return merged;
  }

  private static int indexOf(List<Image> images, String name) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Image merge(Image file, Image image) {
    boolean pinned = !image.newTag().isEmpty() || !image.digest().isEmpty();
    return new Image(
        file.name(),
        orElse(image.newName(), file.newName()),
        file.tagSuffix(),
        pinned ? image.newTag() : file.newTag(),
        pinned ? image.digest() : file.digest());
  }

  private List<String> components(List<String> file) {
    List<String> all = new ArrayList<>(file);
    for (String component : overlay.components()) {
      if (!isLocalAndRelative(component)) {
        throw new KustomizeException(
            "component path '" + RemoteReference.shown(component) + "' must be local and relative");
      }
      if (!overlay.ignoreMissingComponents() || loader.exists(component)) {
        all.add(component);
      }
    }
    return all;
  }

  private static boolean isLocalAndRelative(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    boolean remote =
        REMOTE.stream().anyMatch(p -> lower.startsWith(p) && lower.length() > p.length());
    return !remote && !lower.startsWith("/") && !lower.startsWith("file:///");
  }
}

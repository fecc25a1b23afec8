package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.resource.Selector;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code patches} or {@code patchesJson6902}.
 *
 * @param path of the file that holds the patch; empty when it is inline
 * @param text the patch itself; empty when it is in a file
 * @param target what to patch, or null when the patch names its own target
 */
public record Patch(
    String path,
    String text,
    @Nullable Selector target,
    boolean allowNameChange,
    boolean allowKindChange) {

  /** Reads an entry. */
  public static Patch read(StructReader in) {
    String path = in.text("path");
    String text = in.text("patch");
    Selector target = in.struct("target", Selectors::read);
    record Options(boolean allowNameChange, boolean allowKindChange) {}
    Options options =
        in.structOrEmpty(
            "options", o -> new Options(o.flag("allowNameChange"), o.flag("allowKindChange")));
    return new Patch(path, text, target, options.allowNameChange, options.allowKindChange);
  }
}

package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code replacements}: copies a value from one field to others.
 *
 * @param path of a file with replacements; empty when this is one itself
 * @param source where the value comes from, or null
 * @param value the value itself, or null
 * @param targets where the value goes; null when the field is missing
 */
public record Replacement(
    String path, @Nullable Source source, @Nullable String value, @Nullable List<Target> targets) {

  /** The field that holds the value; an empty path means the name. */
  public record Source(ResourceId object, String fieldPath, @Nullable FieldOptions options) {
    static Source read(StructReader in) {
      return new Source(
          Selectors.id(in), in.text("fieldPath"), in.struct("options", FieldOptions::read));
    }
  }

  /**
   * Fields that take the value.
   *
   * @param fieldPaths empty means the name
   */
  public record Target(
      @Nullable Selector select,
      List<Selector> reject,
      List<String> fieldPaths,
      @Nullable FieldOptions options) {
    static Target read(StructReader in) {
      return new Target(
          in.struct("select", Selectors::read),
          in.list("reject", Selectors::read),
          in.texts("fieldPaths"),
          in.struct("options", FieldOptions::read));
    }
  }

  /** Which part of a value is meant, and whether missing fields are made. */
  public record FieldOptions(String delimiter, int index, boolean create) {
    static FieldOptions read(StructReader in) {
      in.text("encoding");
      long index = in.integer("index");
      int bounded = (int) Math.clamp(index, Integer.MIN_VALUE, Integer.MAX_VALUE);
      return new FieldOptions(in.text("delimiter"), bounded, in.flag("create"));
    }
  }

  /** Reads an entry of a kustomization file, where an empty list of targets is none. */
  static Replacement readInKustomization(StructReader in) {
    Replacement read = read(in);
    List<Target> targets = read.targets;
    return targets != null && targets.isEmpty()
        ? new Replacement(read.path, read.source, read.value, null)
        : read;
  }

  /** Reads an entry. */
  public static Replacement read(StructReader in) {
    boolean hasTargets = in.says("targets");
    List<Target> targets = in.list("targets", Target::read);
    return new Replacement(
        in.text("path"),
        in.struct("source", Source::read),
        in.nullableText("sourceValue"),
        hasTargets ? targets : null);
  }
}

package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

/** Names an object of a known kind in the namespace of the referring object. */
@ApiType
public record LocalObjectReference(String name) {

  /** Stands for a required reference that the object does not have. */
  public static final LocalObjectReference NONE = new LocalObjectReference("");

  public LocalObjectReference {
    name = requireNonNullElse(name, "");
  }
}

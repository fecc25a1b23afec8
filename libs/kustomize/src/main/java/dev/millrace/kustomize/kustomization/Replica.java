package dev.millrace.kustomize.kustomization;

/** An entry of {@code replicas}. */
public record Replica(String name, long count) {

  /** Reads an entry. */
  public static Replica read(StructReader in) {
    return new Replica(in.text("name"), in.integer("count"));
  }
}

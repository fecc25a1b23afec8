package dev.millrace.apply.ownership;

/**
 * One way in which a program writes to objects.
 *
 * @param name the name of the program, or the start of it
 * @param operation how it writes
 */
public record FieldManager(String name, Operation operation) {

  /** How fields came to be owned. */
  public enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String label;

    Operation(String label) {
      this.label = label;
    }

    /** The word of the API. */
    public String label() {
      return label;
    }
  }

  /** A program that uses server-side apply. */
  public static FieldManager applying(String name) {
    return new FieldManager(name, Operation.APPLY);
  }

  /** A program that writes in any other way. */
  public static FieldManager updating(String name) {
    return new FieldManager(name, Operation.UPDATE);
  }

  /** Whether an entry of the object itself (not of a subresource) was written in this way. */
  boolean wrote(ManagedFields.Entry entry) {
    return entry.subresource().isEmpty()
        && entry.operation().equals(operation.label)
        && entry.manager().startsWith(name);
  }
}

package dev.millrace.apply.cluster;

/**
 * How to delete.
 *
 * @param propagation what becomes of the objects that the deleted one owns
 * @param uid the only object that may be deleted, so that one made anew under the name stays; empty
 *     for whichever has the name
 */
public record DeleteMode(Propagation propagation, String uid) {

  /** What becomes of owned objects. */
  public enum Propagation {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String label;

    Propagation(String label) {
      this.label = label;
    }

    /** The word of the API. */
    public String label() {
      return label;
    }
  }

  /** Deletes owned objects after the owner, as Flux does. */
  public static DeleteMode background(String uid) {
    return new DeleteMode(Propagation.BACKGROUND, uid);
  }
}

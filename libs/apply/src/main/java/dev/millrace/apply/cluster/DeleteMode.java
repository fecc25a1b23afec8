package dev.millrace.apply.cluster;

/**
 * How to delete.
 *
 * @param propagation what becomes of the objects that the deleted one owns
 * @param uid the only object that may be deleted, so that one made anew under the name stays; empty
 *     for whichever has the name
 * @param resourceVersion the only state of it that may be deleted, so that one which somebody
 *     changed meanwhile stays; empty for whichever state
 */
public record DeleteMode(Propagation propagation, String uid, String resourceVersion) {

  /** Whichever state the object is in. */
  public DeleteMode(Propagation propagation, String uid) {
    this(propagation, uid, "");
  }

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

  /** The same, but only in one state. */
  public DeleteMode inState(String version) {
    return new DeleteMode(propagation, uid, version);
  }
}

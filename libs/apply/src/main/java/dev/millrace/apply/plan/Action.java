package dev.millrace.apply.plan;

/** What happens to an object. */
public enum Action {
  /** It does not exist and is made. */
  CREATE("created"),
  /** It exists and is changed. */
  CONFIGURE("configured"),
  /** It is as wanted. */
  UNCHANGED("unchanged"),
  /** It is left alone because it, or its source, says so. */
  SKIP("skipped"),
  /** It is deleted and made anew, because it cannot be changed in place. */
  RECREATE("created"),
  /** It is wanted no longer and is deleted. */
  PRUNE("deleted"),
  /** It is wanted no longer but stays. */
  KEEP("skipped"),
  /** The server does not accept it. */
  REJECT("rejected");

  private final String verb;

  Action(String verb) {
    this.verb = verb;
  }

  /** The word of Flux's change log. */
  public String verb() {
    return verb;
  }

  /** Whether the cluster is changed. */
  public boolean isChange() {
    return switch (this) {
      case CREATE, CONFIGURE, RECREATE, PRUNE -> true;
      case UNCHANGED, SKIP, KEEP, REJECT -> false;
    };
  }
}

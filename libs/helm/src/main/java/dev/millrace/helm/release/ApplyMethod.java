package dev.millrace.helm.release;

/** How the objects of a release are written. */
public enum ApplyMethod {
  /** By the server, which keeps track of who owns which field: Helm 4's default. */
  SERVER_SIDE("ssa"),
  /**
   * By a three-way merge of the previous manifest, the new one and the live object: Helm 3's way.
   */
  CLIENT_SIDE("csa"),
  /** Not recorded, as in releases that Helm 3 wrote; treated as {@link #CLIENT_SIDE}. */
  UNRECORDED("");

  private final String text;

  ApplyMethod(String text) {
    this.text = text;
  }

  /** The word in release records. */
  public String text() {
    return text;
  }

  /** The method of that word; {@link #UNRECORDED} for other words. */
  public static ApplyMethod of(String text) {
    for (ApplyMethod method : values()) {
      if (method.text.equals(text)) {
        return method;
      }
    }
    return UNRECORDED;
  }
}

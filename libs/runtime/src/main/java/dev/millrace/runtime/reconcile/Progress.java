package dev.millrace.runtime.reconcile;

/** How long steps say what they are doing. Each call writes the status if that changes it. */
public interface Progress {
  /** Says what is being done; Ready keeps telling what the last run found. */
  void report(String message);

  /** Says what is being done because the object is known not to be as wanted: Ready is unknown. */
  void reportOutdated(String message);

  /** A progress nobody looks at, for tests of steps. */
  static Progress ignored() {
    return new Progress() {
      @Override
      public void report(String message) {}

      @Override
      public void reportOutdated(String message) {}
    };
  }
}

package dev.millrace.runtime.reconcile;

/** Is told how runs went; metrics are made of it. */
public interface RunObserver {
  /** A run was asked for and waits for a free slot. */
  default Turn queued(ObjectKey object) {
    return Turn.UNSEEN;
  }

  /** A run ended and its result is written. */
  void finished(RunReport report);

  /** An object is gone. */
  void forgotten(ObjectKey object);

  /** The way of one run through the queue; closed when it is over, whether it began or not. */
  interface Turn extends AutoCloseable {
    /** A turn that nobody looks at. */
    Turn UNSEEN =
        new Turn() {
          @Override
          public void began() {}

          @Override
          public void close() {}
        };

    /** The run got a slot. */
    void began();

    @Override
    void close();
  }

  /** An observer that does not look. */
  static RunObserver none() {
    return new RunObserver() {
      @Override
      public void finished(RunReport report) {}

      @Override
      public void forgotten(ObjectKey object) {}
    };
  }
}

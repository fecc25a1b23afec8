package dev.millrace.apply.cluster;

/** A watch under way. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Ends the watch; no report comes after it returned, save one under way. */
  @Override
  void close();
}

package dev.millrace.bench.suite;

import dev.millrace.bench.process.ControllerSetup;
import java.util.List;

/**
 * Something that a suite can be given to do. An instance serves one arm once: {@link #prepare} is
 * called first, then the work of each phase in their order.
 */
public interface Workload {
  /** The controllers that it needs, with the flags that they get in every arm. */
  List<ControllerSetup> controllers();

  /** Makes what has to be there before the first phase; nothing of it is measured. */
  void prepare(Scene scene) throws Exception;

  /** What is measured, in this order, each with what has to be there at its end. */
  List<Step> phases(Scene scene) throws Exception;
}

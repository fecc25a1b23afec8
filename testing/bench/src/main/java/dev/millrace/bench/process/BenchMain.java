package dev.millrace.bench.process;

/** Ends a benchmark: the event loops of cluster clients may live on after these are closed. */
public final class BenchMain {
  private BenchMain() {}

  /** What a benchmark does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  /** Runs a benchmark and ends the process, with 1 if it failed. */
  public static void run(Body body) {
    Runtime.getRuntime().addShutdownHook(new Thread(BenchMain::endProcesses));
    try {
      body.run();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  /** Controllers that a benchmark started must not outlive it when it is cut off. */
  private static void endProcesses() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
  }
}

package dev.millrace.servers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/** What comes in the way of those who push to one repository over HTTP. */
public final class PushObstacles {
  private final AtomicReference<@Nullable Runnable> interruption = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> silence = new AtomicReference<>();
  private final Set<String> protectedReferences = ConcurrentHashMap.newKeySet();

  PushObstacles() {}

  /** Refuses pushes to a reference from now on, as protected branches do. */
  public void protect(String reference) {
    protectedReferences.add(reference);
  }

  /**
   * Does something once, after a client has prepared a push and before it learns the references.
   */
  public void beforeNext(Runnable what) {
    interruption.set(what);
  }

  /** Does something once, after a push was done and before the client hears of that. */
  public void afterNext(Runnable what) {
    silence.set(what);
  }

  void interrupt() {
    runOnce(interruption);
  }

  void delayAnswer() {
    runOnce(silence);
  }

  private static void runOnce(AtomicReference<@Nullable Runnable> action) {
    Runnable what = action.getAndSet(null);
    if (what != null) {
      what.run();
    }
  }

  void check(ReceiveCommand command) {
    if (protectedReferences.contains(command.getRefName())) {
      command.setResult(
          ReceiveCommand.Result.REJECTED_OTHER_REASON, "GH006: Protected branch update failed");
    }
  }
}

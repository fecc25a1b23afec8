package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whether there can be anything to do for an automation, so that repositories are fetched
 * only then. Most of it follows from the status. A push branch that needs no commit leaves no trace
 * in the status; it is remembered here, and forgotten at a restart, which costs one fetch.
 */
final class SettledRemotes {
  private final Map<ObjectKey, Heads> needNothing = new ConcurrentHashMap<>();
  private final Map<ObjectKey, Push> pushes = new ConcurrentHashMap<>();

  private record Push(String commit, long generation) {}

  /** Remembers that nothing had to be changed while the remote was like this. */
  void remember(ImageUpdateAutomation automation, Heads heads) {
    needNothing.put(ObjectKey.of(automation), heads);
  }

  /** Remembers what was pushed, in case that the rest of the run fails. */
  void rememberPush(ImageUpdateAutomation automation, String commit) {
    pushes.put(
        ObjectKey.of(automation), new Push(commit, automation.getMetadata().getGeneration()));
  }

  /** Whether the push branch holds what would be pushed, since only what follows it failed. */
  boolean isPushed(
      Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run,
      WritableSource source,
      Heads heads,
      Map<String, ImageRef> images) {
    ImageUpdateAutomation automation = run.object();
    Push last = pushes.get(ObjectKey.of(automation));
    return last != null
        && !source.push().isCheckout()
        && last.generation == automation.getMetadata().getGeneration()
        && heads.pushBranch().filter(last.commit::equals).isPresent()
        && source.isAsWeLeftIt(heads, run.status())
        && images.equals(run.status().observedPolicies());
  }

  /** Drops what is known about an automation. */
  void forget(ImageUpdateAutomation automation) {
    needNothing.remove(ObjectKey.of(automation));
    pushes.remove(ObjectKey.of(automation));
  }

  /** Whether the images were looked for in these commits before, and all went well. */
  boolean isSettled(
      Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run,
      WritableSource source,
      Heads heads,
      Map<String, ImageRef> images) {
    ImageUpdateAutomation automation = run.object();
    ImageUpdateAutomationStatus status = run.status();
    boolean sameTask =
        run.requestedAt().isEmpty()
            && automation.getMetadata().getGeneration() == status.observedGeneration()
            && images.equals(status.observedPolicies())
            && Conditions.holds(status.conditions(), "Ready");
    return sameTask
        && (source.isAsWeLeftIt(heads, status)
            || heads.equals(needNothing.get(ObjectKey.of(automation))));
  }
}

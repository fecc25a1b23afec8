package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Runs the tests of a release: its hooks of the event {@code test}. */
public final class TestAction {
  private final ActionContext context;
  private final Options options;

  /**
   * How to test.
   *
   * @param timeout for each test
   * @param filter which tests run
   */
  public record Options(Duration timeout, Predicate<Hook> filter) {
    /** All tests, five minutes each. */
    public static Options defaults() {
      return new Options(Duration.ofMinutes(5), _ -> true);
    }
  }

  /** Creates the action. */
  public TestAction(ActionContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Runs the tests of the newest revision.
   *
   * @return the revision with the results
   * @throws ActionException if a test fails; the results are recorded
   */
  public Release run(String name) throws ActionException {
    try {
      Release release =
          context
              .history()
              .last(name)
              .orElseThrow(() -> new ActionException(Reason.STATE, "release: not found"));
      return run(release);
    } catch (StorageException e) {
      throw new ActionException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private Release run(Release release) throws ActionException, StorageException {
    List<Hook> skipped =
        release.hooks().stream()
            .filter(hook -> hook.runsAt(HookEvent.TEST) && !options.filter().test(hook))
            .toList();
    List<Hook> chosen = new ArrayList<>(release.hooks());
    chosen.removeAll(skipped);
    var runner = new HookRunner(context, options.timeout(), release.withHooks(chosen));
    try {
      runner.run(HookEvent.TEST);
      return record(runner.release(), skipped);
    } catch (ClusterException e) {
      Release tested = record(runner.release(), skipped);
      throw new ActionException(Reason.HOOK, String.valueOf(e.getMessage()), tested, e);
    }
  }

  private Release record(Release tested, List<Hook> skipped) throws StorageException {
    var hooks = new ArrayList<>(skipped);
    hooks.addAll(tested.hooks());
    Release complete = tested.withHooks(hooks);
    context.history().update(complete);
    return complete;
  }
}

package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.api.notification.TriggeredResource;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.List;

/** Gives a Receiver its path: check spec → read token → make path → look at resources → publish. */
final class ReceiverPipeline implements Pipeline<Receiver, ReceiverStatus> {
  private final ReceiverRequests.Secrets secrets;
  private final TriggerHint hint;

  ReceiverPipeline(ReceiverRequests.Secrets secrets, TriggerHint hint) {
    this.secrets = secrets;
    this.hint = hint;
  }

  @Override
  public Outcome run(Run<Receiver, ReceiverStatus> run) {
    Receiver receiver = run.object();
    ReceiverSpecCheck.require(receiver.spec());
    String path =
        WebhookPath.of(
            run.step("read token", () -> token(run)),
            receiver.getMetadata().getName(),
            receiver.getMetadata().getNamespace());
    List<TriggeredResource> triggers = run.step("look at resources", () -> hint.of(receiver));
    run.update(status -> status.toBuilder().webhookPath(path).triggers(triggers).build());
    return Outcome.ready("Receiver initialized for path: " + path);
  }

  /**
   * Empty for callers with identity tokens only. Without the token there is nobody to listen to,
   * and a path that was given out is no longer one.
   */
  private String token(Run<Receiver, ReceiverStatus> run) {
    try {
      return secrets.of(run.object()).reveal().getOrDefault("token", "");
    } catch (ReconcileFailure e) {
      run.update(status -> status.toBuilder().webhookPath(null).triggers(List.of()).build());
      throw e;
    }
  }
}

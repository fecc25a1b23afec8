package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.api.notification.TriggeredResource;
import dev.millrace.runtime.outcome.Outcome;
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
            run.step("read token", () -> token(receiver)),
            receiver.getMetadata().getName(),
            receiver.getMetadata().getNamespace());
    List<TriggeredResource> triggers = run.step("look at resources", () -> hint.of(receiver));
    run.update(status -> status.toBuilder().webhookPath(path).triggers(triggers).build());
    return Outcome.ready("Receiver initialized for path: " + path);
  }

  /** Empty for callers with identity tokens only. */
  private String token(Receiver receiver) {
    return secrets.of(receiver).reveal().getOrDefault("token", "");
  }
}

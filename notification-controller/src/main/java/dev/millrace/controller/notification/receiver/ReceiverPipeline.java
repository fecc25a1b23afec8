package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;

/** Gives a Receiver its path: read token → make path → publish. */
final class ReceiverPipeline implements Pipeline<Receiver, ReceiverStatus> {
  private final ReceiverTokens tokens;

  ReceiverPipeline(ReceiverTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Outcome run(Run<Receiver, ReceiverStatus> run) {
    Receiver receiver = run.object();
    String token = tokens.of(receiver);
    String path =
        WebhookPath.of(
            token, receiver.getMetadata().getName(), receiver.getMetadata().getNamespace());
    run.update(status -> status.toBuilder().webhookPath(path).build());
    return Outcome.ready("Receiver initialized for path: " + path);
  }
}

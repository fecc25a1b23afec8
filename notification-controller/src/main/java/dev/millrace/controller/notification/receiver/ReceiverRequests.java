package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls to webhooks: find receiver → check call → request reconciliation. */
public final class ReceiverRequests {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverRequests.class);

  private final Lookup lookup;
  private final ReceiverTokens tokens;
  private final ReconcileRequester requester;
  private final boolean crossNamespace;

  ReceiverRequests(
      Lookup lookup, ReceiverTokens tokens, ReconcileRequester requester, boolean crossNamespace) {
    this.lookup = lookup;
    this.tokens = tokens;
    this.requester = requester;
    this.crossNamespace = crossNamespace;
  }

  /** Finds the Receiver that listens on a path. */
  @FunctionalInterface
  interface Lookup {
    Optional<Receiver> byPath(String path);
  }

  /** Asks the controllers of some objects to reconcile them now. */
  @FunctionalInterface
  interface ReconcileRequester {
    /** Annotates what the selector selects; false when any of it failed. */
    boolean request(String namespace, ObjectSelector resource);
  }

  /** The status code for a call; the caller learns no more than that. */
  public int answer(String path, WebhookCall call) {
    Optional<Receiver> found = lookup.byPath(path);
    if (found.isEmpty()) {
      return 404;
    }
    Receiver receiver = found.get();
    if (receiver.suspended() || !isReady(receiver)) {
      return 503;
    }
    try {
      CallCheck.require(receiver.spec(), tokens.of(receiver), call);
    } catch (RejectedCall | ReconcileFailure e) {
      LOG.atInfo()
          .addKeyValue("namespace", receiver.getMetadata().getNamespace())
          .addKeyValue("name", receiver.getMetadata().getName())
          .addKeyValue("error", e.getMessage())
          .log("a call to a receiver was not accepted");
      return 400;
    }
    return requestAll(receiver.getMetadata().getNamespace(), receiver.spec().resources())
        ? 200
        : 500;
  }

  private boolean requestAll(String namespace, List<ObjectSelector> resources) {
    boolean all = true;
    for (ObjectSelector resource : resources) {
      String wanted = Objects.requireNonNullElse(resource.namespace(), namespace);
      boolean allowed = crossNamespace || wanted.equals(namespace);
      all &= allowed && requester.request(wanted, resource);
    }
    return all;
  }

  private static boolean isReady(Receiver receiver) {
    return receiver.status().conditions().stream()
        .anyMatch(
            condition -> condition.type().equals("Ready") && condition.status().equals("True"));
  }
}

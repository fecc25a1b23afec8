package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.api.notification.Receiver;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.logging.LogSubject;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls to webhooks: find receiver → check caller → filter → request reconciliation.
 */
public final class ReceiverRequests {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverRequests.class);

  private final Lookup lookup;
  private final Secrets secrets;
  private final CallerCheck callers;
  private final ReconciliationRequest reconciliation;

  private ReceiverRequests(
      Lookup lookup, Secrets secrets, CallerCheck callers, ReconciliationRequest reconciliation) {
    this.lookup = lookup;
    this.secrets = secrets;
    this.callers = callers;
    this.reconciliation = reconciliation;
  }

  /**
   * Answers calls for the Receivers of a cluster.
   *
   * @param identities checks the tokens of callers that prove who they are
   * @param crossNamespace whether Receivers may select objects of other namespaces
   */
  public static ReceiverRequests of(
      Lookup lookup,
      Secrets secrets,
      IdentityTokens identities,
      ResourceObjects objects,
      boolean crossNamespace) {
    return new ReceiverRequests(
        lookup,
        secrets,
        new CallerCheck(identities),
        new ReconciliationRequest(objects, new ResourceKeys(crossNamespace)));
  }

  /** Finds the Receiver that listens on a path. */
  @FunctionalInterface
  public interface Lookup {
    /** The Receiver; empty when nobody listens there. */
    Optional<Receiver> byPath(String path);
  }

  /** Reads the Secret of a Receiver. */
  @FunctionalInterface
  public interface Secrets {
    /**
     * Its values; none for a Receiver that names no Secret.
     *
     * @throws ReconcileFailure when the Secret is missing or has no token
     */
    Sensitive<Map<String, String>> of(Receiver receiver);
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
      AcceptedCall accepted = callers.accept(receiver.spec(), secrets.of(receiver), call);
      return requestAll(receiver, accepted) ? 200 : 500;
    } catch (RejectedCall | ReconcileFailure e) {
      report(receiver, e, "a call to a receiver was not accepted");
      return 400;
    } catch (InvalidExpressionException | IOException e) {
      report(receiver, e, "the filters of a receiver could not be applied");
      return 500;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 503;
    }
  }

  private boolean requestAll(Receiver receiver, AcceptedCall accepted) throws IOException {
    ResourceFilters filters = ResourceFilters.compile(receiver.spec());
    Map<String, @Nullable Object> variables =
        filters.isEmpty() ? Map.of() : RequestVariables.of(accepted);
    boolean all = true;
    for (ObjectSelector resource : receiver.spec().resources()) {
      all &=
          reconciliation.send(receiver.getMetadata().getNamespace(), resource, filters, variables);
    }
    return all;
  }

  private static void report(Receiver receiver, Exception e, String message) {
    LogLine.about(LogSubject.of(receiver))
        .and(LogKey.ERROR, e.getMessage())
        .log(LOG::info, message);
  }

  private static boolean isReady(Receiver receiver) {
    return receiver.status().conditions().stream()
        .anyMatch(
            condition -> condition.type().equals("Ready") && condition.status().equals("True"));
  }
}

package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.OIDCProvider;
import dev.millrace.api.notification.ReceiverSpec;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Finds what is wrong with a Receiver before anybody calls it. */
final class ReceiverSpecCheck {
  private static final String OIDC = "generic-oidc";

  private ReceiverSpecCheck() {}

  /** Whether callers of a Receiver prove themselves by identity tokens and not by its Secret. */
  static boolean usesIdentityTokens(ReceiverSpec receiver) {
    return receiver.type().equals(OIDC);
  }

  /**
   * Accepts a spec.
   *
   * @throws ReconcileFailure saying what is wrong with it
   */
  static void require(ReceiverSpec receiver) {
    requireSecret(receiver);
    if (usesIdentityTokens(receiver)) {
      requireIssuers(receiver);
    }
    try {
      ReceiverExpressions.checkAll(receiver);
    } catch (InvalidExpressionException e) {
      throw new ReconcileFailure(
          ReceiverReason.INVALID_EXPRESSION, Objects.requireNonNull(e.getMessage()));
    }
  }

  private static void requireSecret(ReceiverSpec receiver) {
    boolean named = receiver.secretRef() != null && !receiver.secretRef().name().isEmpty();
    if (usesIdentityTokens(receiver) && named) {
      throw invalid("spec.secretRef can't be used with the type generic-oidc; remove it");
    }
    if (!usesIdentityTokens(receiver) && !named) {
      throw invalid("spec.secretRef is missing: name a Secret with the key 'token'");
    }
  }

  private static void requireIssuers(ReceiverSpec receiver) {
    if (receiver.oidcProviders().isEmpty()) {
      throw invalid("spec.oidcProviders is empty: name at least one issuer");
    }
    Set<String> seen = new HashSet<>();
    for (OIDCProvider provider : receiver.oidcProviders()) {
      String issuer = provider.issuerURL();
      if (!issuer.toLowerCase(Locale.ROOT).matches("https?://.+")) {
        throw invalid("the issuerURL '%s' must start with https:// or http://".formatted(issuer));
      }
      if (!seen.add(issuer)) {
        throw invalid("the issuerURL '%s' is there twice".formatted(issuer));
      }
      if (provider.validations().isEmpty()) {
        throw invalid(
            "the issuer '%s' has no validations: anybody with a token of it could call"
                .formatted(issuer));
      }
    }
  }

  private static ReconcileFailure invalid(String message) {
    return new ReconcileFailure(ReceiverReason.VALIDATION_FAILED, message);
  }
}

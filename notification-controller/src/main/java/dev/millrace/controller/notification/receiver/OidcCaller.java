package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.OIDCProvider;
import dev.millrace.api.notification.OIDCValidation;
import dev.millrace.api.notification.OIDCVariable;
import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.InvalidExpressionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type {@code generic-oidc}: the caller shows an identity token of one of the issuers that the
 * Receiver names, and its claims satisfy the issuer's validations.
 */
final class OidcCaller {
  private OidcCaller() {}

  static Map<String, @Nullable Object> accept(
      IdentityTokens identities, List<OIDCProvider> providers, WebhookCall call)
      throws InterruptedException {
    String token = IdentityTokens.bearer(call);
    String issuer = UnverifiedToken.parse(token).issuer();
    OIDCProvider provider =
        providers.stream()
            .filter(each -> each.issuerURL().equals(issuer))
            .findFirst()
            .orElseThrow(() -> new RejectedCall("the token's issuer is not one of the receiver's"));
    Map<String, @Nullable Object> claims =
        identities.claims(token, provider.issuerURL(), provider.audience());
    validate(provider, claims);
    return claims;
  }

  private static void validate(OIDCProvider provider, Map<String, @Nullable Object> claims) {
    if (provider.validations().isEmpty()) {
      throw new RejectedCall("the issuer has no validations: anybody with a token could call");
    }
    try {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      Map<String, Object> known = Map.of("claims", claims, "vars", variables);
      for (OIDCVariable variable : provider.variables()) {
        variables.put(
            variable.name(), ReceiverExpressions.variable(variable.expression()).evaluate(known));
      }
      requireAll(provider, known);
    } catch (EvaluationException | InvalidExpressionException e) {
      throw new RejectedCall("a validation of the token failed: " + e.getMessage());
    }
  }

  private static void requireAll(OIDCProvider provider, Map<String, Object> known) {
    List<String> failed = new ArrayList<>();
    for (OIDCValidation validation : provider.validations()) {
      if (!ReceiverExpressions.validation(validation.expression()).evaluateBoolean(known)) {
        failed.add(validation.message());
      }
    }
    if (!failed.isEmpty()) {
      throw new RejectedCall("the token is not accepted: " + String.join("; ", failed));
    }
  }
}

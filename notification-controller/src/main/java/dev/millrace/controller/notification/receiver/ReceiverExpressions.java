package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.OIDCProvider;
import dev.millrace.api.notification.ReceiverSpec;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.ResultType;

/** The CEL expressions of Receivers and what they may speak of. */
final class ReceiverExpressions {
  private ReceiverExpressions() {}

  /**
   * A filter of resources: over {@code res} and {@code req}, and {@code claims} where callers show
   * identity tokens.
   *
   * @throws dev.millrace.cel.InvalidExpressionException when it is not a valid condition
   */
  static Expression filter(String text, boolean withClaims) {
    return withClaims
        ? ExpressionCompiler.shared().compile(text, ResultType.BOOLEAN, "res", "req", "claims")
        : ExpressionCompiler.shared().compile(text, ResultType.BOOLEAN, "res", "req");
  }

  /** A variable for validations. */
  static Expression variable(String text) {
    return ExpressionCompiler.shared().compile(text, ResultType.ANY, "claims", "vars");
  }

  /** A condition on the claims of a token. */
  static Expression validation(String text) {
    return ExpressionCompiler.shared().compile(text, ResultType.BOOLEAN, "claims", "vars");
  }

  /**
   * Compiles everything that a Receiver says in CEL.
   *
   * @throws dev.millrace.cel.InvalidExpressionException at the first that is not valid
   */
  static void checkAll(ReceiverSpec receiver) {
    ResourceFilters.compile(receiver);
    for (OIDCProvider provider : receiver.oidcProviders()) {
      provider.variables().forEach(each -> variable(each.expression()));
      provider.validations().forEach(each -> validation(each.expression()));
    }
  }
}

package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.api.notification.ReceiverSpec;
import dev.millrace.cel.Expression;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The filters of a Receiver: the one for all of its resources, and those of single ones. */
final class ResourceFilters {
  private final @Nullable Expression common;
  private final Map<ObjectSelector, Expression> own;

  private ResourceFilters(@Nullable Expression common, Map<ObjectSelector, Expression> own) {
    this.common = common;
    this.own = own;
  }

  /**
   * Compiles all filters.
   *
   * @throws dev.millrace.cel.InvalidExpressionException when one of them is not valid
   */
  static ResourceFilters compile(ReceiverSpec receiver) {
    boolean withClaims = receiver.type().equals("generic-oidc");
    String text = Objects.requireNonNullElse(receiver.resourceFilter(), "");
    Expression common = text.isEmpty() ? null : ReceiverExpressions.filter(text, withClaims);
    Map<ObjectSelector, Expression> own = new IdentityHashMap<>();
    for (ObjectSelector resource : receiver.resources()) {
      String filter = Objects.requireNonNullElse(resource.filter(), "");
      if (!filter.isEmpty()) {
        own.put(resource, ReceiverExpressions.filter(filter, withClaims));
      }
    }
    return new ResourceFilters(common, own);
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return common == null && own.isEmpty();
  }

  /**
   * Whether an object passes the filters for a resource.
   *
   * @param request what the call says: {@code req}, and {@code claims}
   * @throws dev.millrace.cel.EvaluationException when a filter fails
   */
  boolean accept(
      ObjectSelector resource,
      Map<String, @Nullable Object> object,
      Map<String, @Nullable Object> request) {
    Map<String, @Nullable Object> variables = new HashMap<>(request);
    variables.put("res", object);
    for (Expression filter : Arrays.asList(common, own.get(resource))) {
      if (filter != null && !filter.evaluateBoolean(variables)) {
        return false;
      }
    }
    return true;
  }
}

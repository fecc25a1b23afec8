package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/**
 * Takes the last tag in an order.
 *
 * @param order {@code asc} takes the greatest, {@code desc} the least
 */
@ApiType
public record OrderPolicy(String order) {

  public OrderPolicy {
    order = requireNonNullElse(order, "asc");
  }
}

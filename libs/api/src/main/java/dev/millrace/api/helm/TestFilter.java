package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.OmitWhenEmpty;

/** A test to run, or to leave out. */
@ApiType
public record TestFilter(String name, @OmitWhenEmpty boolean exclude) {

  public TestFilter {
    name = requireNonNullElse(name, "");
  }
}

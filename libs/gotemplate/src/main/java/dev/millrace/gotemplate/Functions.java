package dev.millrace.gotemplate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that templates can call, by name. Immutable. */
public final class Functions {
  private final Map<String, GoFunction> byName;

  private Functions(Map<String, GoFunction> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** Go's builtin functions alone: and, call, eq, index, len, print, printf… */
  public static Functions builtins() {
    return Builtins.all();
  }

  /** A builder that starts empty; {@link #plus} joins it with others. */
  public static Builder builder() {
    return new Builder();
  }

  /** These functions and the others; of two with the same name the other one stays. */
  public Functions plus(Functions others) {
    Map<String, GoFunction> joined = new HashMap<>(byName);
    joined.putAll(others.byName);
    return new Functions(joined);
  }

  /** These functions without the ones named. */
  public Functions without(String... names) {
    Map<String, GoFunction> remaining = new HashMap<>(byName);
    remaining.keySet().removeAll(Set.of(names));
    return new Functions(remaining);
  }

  /** The function of that name, or nothing. */
  public Optional<GoFunction> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names of all functions. */
  public Set<String> names() {
    return byName.keySet();
  }

  @Nullable GoFunction get(String name) {
    return byName.get(name);
  }

  /** Collects functions. A later function replaces an earlier one of the same name. */
  public static final class Builder {
    private final Map<String, GoFunction> byName = new HashMap<>();

    private Builder() {}

    /** Adds a function with the given parameters. */
    public Builder add(String name, Signature signature, GoFunction.Body body) {
      byName.put(name, new GoFunction(name, signature, body));
      return this;
    }

    /** The functions collected so far. */
    public Functions build() {
      return new Functions(byName);
    }
  }
}

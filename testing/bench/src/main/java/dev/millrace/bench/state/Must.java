package dev.millrace.bench.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a workload says that has to be there at the end of a phase. Immutable. */
public final class Must {
  /** Demands nothing but that every object that tells whether it is ready, is. */
  public static final Must BE_READY = new Must(List.of(Must::notReady));

  private static final int TOLD = 5;

  private final List<Function<EndState, List<String>>> demands;

  private Must(List<Function<EndState, List<String>>> demands) {
    this.demands = List.copyOf(demands);
  }

  /** Demands so many objects of a kind besides. */
  public Must have(int count, String kind) {
    return with(
        state -> {
          int there = state.ofKind(kind).size();
          return there == count
              ? List.of()
              : List.of("there are %d objects %s, not %d".formatted(there, kind, count));
        });
  }

  /**
   * Demands that a field of every object of a kind has a value.
   *
   * @param path keys from the root, separated by slashes; a number is an index
   */
  public Must with(String kind, String path, Object value) {
    return with(
        state -> {
          List<String> wrong = new ArrayList<>();
          state
              .ofKind(kind)
              .forEach(
                  (name, object) -> {
                    Object found = at(object, path);
                    if (!Objects.equals(String.valueOf(found), String.valueOf(value))) {
                      wrong.add("%s: %s is %s, not %s".formatted(name, path, found, value));
                    }
                  });
          return wrong;
        });
  }

  /** What is not as demanded, as far as it is told. */
  public List<String> violations(EndState state) {
    return demands.stream().flatMap(each -> each.apply(state).stream()).limit(TOLD).toList();
  }

  private Must with(Function<EndState, List<String>> demand) {
    List<Function<EndState, List<String>>> all = new ArrayList<>(demands);
    all.add(demand);
    return new Must(all);
  }

  private static List<String> notReady(EndState state) {
    List<String> wrong = new ArrayList<>();
    state
        .objects()
        .forEach(
            (name, object) -> {
              if (at(object, "status/conditions") instanceof List<?> conditions) {
                conditions.stream()
                    .filter(
                        each -> each instanceof Map<?, ?> map && "Ready".equals(map.get("type")))
                    .map(Map.class::cast)
                    .filter(each -> !"True".equals(each.get("status")))
                    .forEach(each -> wrong.add(name + " is not ready: " + each.get("message")));
              }
            });
    return wrong;
  }

  private static @Nullable Object at(Object root, String path) {
    Object here = root;
    for (String key : path.split("/")) {
      here =
          switch (here) {
            case Map<?, ?> map -> map.get(key.replace('~', '/'));
            case List<?> list when Integer.parseInt(key) < list.size() ->
                list.get(Integer.parseInt(key));
            case null, default -> null;
          };
    }
    return here;
  }
}

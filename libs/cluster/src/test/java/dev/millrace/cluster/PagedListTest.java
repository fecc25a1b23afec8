package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagedListTest {
  private static final WatchTarget TARGET = WatchTarget.labelled("v1", "ConfigMap", "a=b");
  private final List<String> asked = new ArrayList<>();

  @Test
  void goesOnWhereAPageEnded() {
    PagedList list =
        read(request -> request.contains("continue=") ? page("", "b") : page("t", "a"), 10);

    assertThat(names(list)).containsExactly("a", "b");
    assertThat(asked).containsExactly("/api/v1?limit=1", "/api/v1?limit=1&continue=t");
  }

  @Test
  void asksForTheWholeWhenTheRestOfAListHasExpired() {
    PagedList list =
        read(
            request -> {
              if (request.contains("continue=")) {
                throw ApiFailure.answered(410, "Expired", "the continue token is too old");
              }
              return request.contains("limit=") ? page("t", "a") : page("", "a", "b", "c");
            },
            10);

    assertThat(names(list)).containsExactly("a", "b", "c");
    assertThat(asked).endsWith("/api/v1");
  }

  @Test
  void doesNotInsistOnAListThatIsGoneAsAWhole() {
    assertThatThrownBy(
            () ->
                read(
                    _ -> {
                      throw ApiFailure.answered(410, "Gone", "no such version");
                    },
                    10))
        .isInstanceOf(ApiFailure.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void endsWhenThereAreTooMany() {
    assertThatThrownBy(() -> read(_ -> page("t", "a"), 3))
        .hasMessage("there are more than 3 objects of ConfigMap");
  }

  private PagedList read(Function<String, Map<String, @Nullable Object>> server, int maxObjects) {
    return PagedList.read(
        TARGET,
        request -> {
          asked.add(request.toString());
          return server.apply(request.toString());
        },
        () -> RequestPath.ofApi("v1"),
        new PagedList.Bounds(1, maxObjects));
  }

  private static Map<String, @Nullable Object> page(String next, String... names) {
    List<Object> items = new ArrayList<>();
    for (String name : names) {
      items.add(Map.of("metadata", Map.of("name", name, "namespace", "n")));
    }
    return Map.of("items", items, "metadata", Map.of("continue", next, "resourceVersion", "7"));
  }

  private static List<String> names(PagedList list) {
    return list.objects().stream().map(each -> each.ref().name()).toList();
  }
}

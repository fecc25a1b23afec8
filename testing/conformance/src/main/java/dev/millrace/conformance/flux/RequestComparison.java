package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.yaml.GoJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares requests with those of a case: method, path, query, the headers that are given, body.
 *
 * @param orderVaries whether arrays and lines made of metadata may come in another order
 */
record RequestComparison(List<Map<?, ?>> expected, boolean orderVaries) {
  private static final String FORM = "application/x-www-form-urlencoded";

  static RequestComparison of(Map<String, @Nullable Object> testCase) {
    List<Map<?, ?>> requests =
        Tree.list(Tree.map(testCase.get("expected")), "requests").stream()
            .<Map<?, ?>>map(Tree::map)
            .filter(request -> EventsSuite.isWrite(String.valueOf(request.get("method"))))
            .toList();
    return new RequestComparison(
        requests, Boolean.TRUE.equals(testCase.get("metadataOrderVaries")));
  }

  /** What differs; empty when nothing does. */
  String problem(List<OutgoingRequest> requests) {
    if (requests.size() != expected.size()) {
      return "%d requests were expected, not %d".formatted(expected.size(), requests.size());
    }
    for (int i = 0; i < requests.size(); i++) {
      String problem = problem(expected.get(i), requests.get(i));
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }

  private String problem(Map<?, ?> wanted, OutgoingRequest request) {
    Map<String, @Nullable Object> is = new LinkedHashMap<>();
    Map<String, @Nullable Object> should = new LinkedHashMap<>();
    put(is, should, "method", request.method(), wanted.get("method"));
    put(is, should, "path", path(request), wanted.get("path"));
    put(
        is,
        should,
        "query",
        Objects.requireNonNullElse(request.uri().getRawQuery(), ""),
        Objects.requireNonNullElse(wanted.get("query"), ""));
    putHeaders(is, should, wanted, request);
    put(is, should, "body", body(request), body(wanted));
    return is.equals(should) ? "" : "\n  expected " + should + "\n  was      " + is;
  }

  private static void put(
      Map<String, @Nullable Object> is,
      Map<String, @Nullable Object> should,
      String name,
      @Nullable Object value,
      @Nullable Object wanted) {
    if (!Tree.same(value, wanted)) {
      is.put(name, value);
      should.put(name, wanted);
    }
  }

  /** The SHA-1 at its end compares bytes of the event: ours are those of Go. */
  private static String path(OutgoingRequest request) {
    return request.uri().getRawPath();
  }

  private static void putHeaders(
      Map<String, @Nullable Object> is,
      Map<String, @Nullable Object> should,
      Map<?, ?> wanted,
      OutgoingRequest request) {
    Tree.map(wanted.get("headers"))
        .forEach(
            (name, value) -> {
              String header = String.valueOf(name);
              put(is, should, header, request.headers().get(header), value);
            });
  }

  private @Nullable Object body(Map<?, ?> wanted) {
    return Stream.of("bodyJSON", "bodyForm", "body")
        .filter(wanted::containsKey)
        .findFirst()
        .map(key -> ordered(wanted.get(key)))
        .orElse("");
  }

  private @Nullable Object body(OutgoingRequest request) {
    String text = new String(request.body(), StandardCharsets.UTF_8);
    if (FORM.equals(request.headers().get("Content-Type"))) {
      Map<String, @Nullable Object> form = new TreeMap<>();
      for (String field : text.split("&")) {
        String[] parts = field.split("=", 2);
        form.put(decode(parts[0]), decode(parts[1]));
      }
      return ordered(form);
    }
    return ordered(GoJson.read(text));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** With a varying order, arrays and lines are sorted. */
  private @Nullable Object ordered(@Nullable Object value) {
    if (!orderVaries) {
      return value;
    }
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), ordered(each)));
        yield sorted;
      }
      case List<?> list ->
          list.stream().map(this::ordered).sorted((a, b) -> text(a).compareTo(text(b))).toList();
      case String text -> text.lines().sorted().toList();
      case null -> null;
      default -> value;
    };
  }

  private static String text(@Nullable Object value) {
    return GoJson.write(value);
  }
}

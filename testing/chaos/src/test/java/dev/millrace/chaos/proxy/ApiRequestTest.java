package dev.millrace.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a proxy sees in the head of a request. */
class ApiRequestTest {
  @Test
  void writesAreCountedByTheirNamespace() {
    assertThat(request("PATCH", "/api/v1/namespaces/chaos-1/secrets/a").writesIn("chaos-1"))
        .isTrue();
    assertThat(request("PATCH", "/api/v1/namespaces/chaos-10/secrets/a").writesIn("chaos-1"))
        .isFalse();
    assertThat(request("GET", "/api/v1/namespaces/chaos-1/secrets/a").writesIn("chaos-1"))
        .isFalse();
  }

  @Test
  void aListIsReadInSmallerPages() {
    ApiRequest first = request("GET", "/api/v1/secrets?limit=500");
    assertThat(first.beginsPages()).isTrue();
    assertThat(first.withTarget(first.targetWithSmallPages()).headToForward())
        .startsWith("GET /api/v1/secrets?limit=1 HTTP/1.1\r\n");
    ApiRequest next = request("GET", "/api/v1/secrets?limit=500&continue=x");
    assertThat(next.beginsPages()).isFalse();
    assertThat(next.continuesPages()).isTrue();
  }

  private static ApiRequest request(String method, String target) {
    return ApiRequest.parse(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }
}

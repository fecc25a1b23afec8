package dev.millrace.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.servers.ScriptedServer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOON = "Tue, 03 Nov 2026 12:00:00 GMT";
  private static final int FORBIDDEN = 403;

  @Test
  void readsSeconds() {
    assertThat(read("120", NOON)).contains(Duration.ofMinutes(2));
    assertThat(read(" 0 ", NOON)).contains(Duration.ZERO);
  }

  @Test
  void readsDatesByTheClockOfTheServer() {
    assertThat(read("Tue, 03 Nov 2026 12:02:30 GMT", NOON)).contains(Duration.ofSeconds(150));
    assertThat(read("Tue, 03 Nov 2026 11:00:00 GMT", NOON)).contains(Duration.ZERO);
    assertThat(read("Tue, 03 Nov 2026 12:02:30 GMT", "")).isEmpty();
  }

  @Test
  void takesHugeNumbersForLongTimes() {
    assertThat(read("99999999999999999999999999", NOON)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "٣"})
  void ignoresWhatMeansNothing(String text) {
    assertThat(read(text, NOON)).isEmpty();
  }

  @Test
  void refusalsTellHowLongToWait() throws Exception {
    try (ScriptedServer registry = refusing(429, "17")) {
      RegistryException refused = ask(registry);
      assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
      assertThat(refused.retryAfter()).contains(Duration.ofSeconds(17));
      assertThat(refused.asksForPatience()).isTrue();
      assertThat(registry.requests()).as("no second try over TLS").hasSize(1);
    }
    try (ScriptedServer registry = refusing(503, "5")) {
      assertThat(ask(registry).retryAfter()).contains(Duration.ofSeconds(5));
    }
  }

  @Test
  void otherErrorsDoNotAskForPatience() throws Exception {
    try (ScriptedServer registry = refusing(FORBIDDEN, "17")) {
      assertThat(ask(registry).asksForPatience()).isFalse();
    }
  }

  private static ScriptedServer refusing(int status, String retryAfter) {
    return ScriptedServer.start(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          boolean isPing = exchange.getRequestURI().getPath().equals("/v2/");
          ScriptedServer.reply(exchange, isPing && status == FORBIDDEN ? 200 : status, "{}");
        });
  }

  private static RegistryException ask(ScriptedServer registry) throws Exception {
    RegistryAccess access =
        RegistryAccess.anonymous()
            .withProtection(Protection.NONE)
            .withTimeout(Duration.ofSeconds(20));
    try (RegistryClient client = RegistryClient.open(access)) {
      return catchThrowableOfType(
          RegistryException.class,
          () -> client.tags(ImageReference.parse(registry.host() + "/org/app")));
    }
  }

  private static Optional<Duration> read(String retryAfter, String date) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Retry-After", List.of(retryAfter));
    if (!date.isEmpty()) {
      headers.put("Date", List.of(date));
    }
    return RetryAfter.in(HttpHeaders.of(headers, (_, _) -> true));
  }
}

package dev.millrace.controller.notification.provider.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.RecordingExchange;
import dev.millrace.controller.notification.provider.Samples;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitbucketStatusTest {
  @ParameterizedTest
  @CsvSource({
    "me:secret, Basic bWU6c2VjcmV0",
    "x-token-auth:secret, Bearer secret",
    "x-bitbucket-api-token-auth:secret, Bearer secret"
  })
  void tokensAreShownAsSuch(String token, String header) throws InterruptedException {
    RecordingExchange exchange = new RecordingExchange().answering("GET", 404, "{}");
    Samples.notifiers()
        .of(Samples.settings("bitbucket", "https://bitbucket.org/w/r", "", Map.of("token", token)))
        .tell(Samples.notification(Samples.event(Event.INFO)), exchange);
    assertThat(exchange.last().headers()).containsEntry("Authorization", header);
  }
}

package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.meta.Conditions;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registries that want fewer requests. */
@ExtendWith(SharedWorld.class)
class BusyRegistryLiveTest {
  private static final int UNTIL_FURTHER_NOTICE = 1000;

  private final AtomicInteger refusals = new AtomicInteger();
  private final ScriptedServer registry = ScriptedServer.start(this::answer);
  private final World world;
  private final Shop shop;
  private String retryAfter = "";

  BusyRegistryLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void asksAgainWhenTheRegistryAllowsIt() {
    refuse(1, "1");
    scan("web");
    await("web", repository -> Conditions.holds(repository.status().conditions(), "Ready"));
    assertThat(registry.requests()).filteredOn(each -> path(each).contains("/web/")).hasSize(2);
  }

  @Test
  void asksForNoOtherImageMeanwhile() {
    refuse(UNTIL_FURTHER_NOTICE, "3600");
    scan("web");
    awaitMessage("web", "status 429");
    scan("db");
    awaitMessage("db", "'%s' wants fewer requests".formatted(registry.host()));
    assertThat(registry.requests()).noneMatch(each -> path(each).contains("/db/"));
    assertThat(world.controllers().events().about(shop.namespace(), "web")).isNotEmpty();
    assertThat(world.controllers().events().about(shop.namespace(), "db"))
        .as("who only waits has no news")
        .isEmpty();
  }

  private void refuse(int times, String seconds) {
    retryAfter = seconds;
    refusals.set(times);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/v2/")) {
      ScriptedServer.reply(exchange, 200, "{}");
    } else if (refusals.getAndDecrement() > 0) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      ScriptedServer.reply(exchange, 429, "{}");
    } else {
      ScriptedServer.reply(exchange, 200, "{\"tags\":[\"1.0.0\"]}");
    }
  }

  private static String path(ScriptedServer.Request request) {
    return request.uri().getPath();
  }

  private void scan(String name) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: %s}
        spec: {image: %s/%1$s, interval: 1h, insecure: true}
        """
            .formatted(name, registry.host()));
  }

  private void awaitMessage(String name, String text) {
    await(
        name,
        repository ->
            Conditions.find(repository.status().conditions(), "Ready")
                .filter(ready -> ready.reason().equals("ReadOperationFailed"))
                .filter(ready -> ready.message().contains(text))
                .isPresent());
  }

  private void await(String name, Predicate<ImageRepository> expected) {
    world.cluster().await(ImageRepository.class, shop.namespace(), name, expected);
  }
}

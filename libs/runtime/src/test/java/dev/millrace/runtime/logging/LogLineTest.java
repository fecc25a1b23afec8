package dev.millrace.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final LogSubject SHOP =
      LogSubject.of("kustomize.toolkit.fluxcd.io", "Kustomization", "apps", "shop");
  private static final LogSubject OTHER =
      LogSubject.of("kustomize.toolkit.fluxcd.io", "Kustomization", "apps", "other");

  private final JsonLineFormatter formatter = new JsonLineFormatter("kustomize-controller");
  private final AtomicReference<JsonNode> line = new AtomicReference<>();

  @Test
  void keysAreFieldsOfTheirLineAlone() {
    LogLine.with("count", 3).and("nothing", null).and("empty", "").log(this::take, "counted");
    assertThat(line.get().path("count").asText()).isEqualTo("3");
    assertThat(line.get().path("msg").asText()).isEqualTo("counted");
    assertThat(line.get().has("nothing")).isFalse();
    assertThat(line.get().has("empty")).isFalse();
    take("next");
    assertThat(line.get().has("count")).isFalse();
  }

  @Test
  void aLineOfARunIsAboutItsObject() {
    try (LogContext _ = LogContext.enter(SHOP)) {
      LogLine.with("count", 3).log(this::take, "counted");
    }
    assertThat(line.get().path("name").asText()).isEqualTo("shop");
    assertThat(line.get().path("reconcileID").asText()).isEqualTo(SHOP.run());
    take("later");
    assertThat(line.get().has("name")).isFalse();
    assertThat(line.get().path("controller").asText()).isEqualTo("kustomize-controller");
  }

  @Test
  void aLineAboutAnotherObjectIsNotTakenForOneOfTheRun() {
    try (LogContext _ = LogContext.enter(SHOP)) {
      LogLine.about(OTHER).log(this::take, "drift detected");
      assertThat(line.get().path("name").asText()).isEqualTo("other");
      assertThat(line.get().path("reconcileID").asText()).isEqualTo(OTHER.run());
      take("later");
      assertThat(line.get().path("name").asText()).isEqualTo("shop");
    }
  }

  @Test
  void threadsBegunInARunAreNotAboutItsObject() throws Exception {
    try (LogContext _ = LogContext.enter(SHOP)) {
      Thread.ofPlatform().start(() -> take("platform")).join();
      assertThat(line.get().has("name")).isFalse();
      Thread.ofVirtual().start(() -> take("virtual")).join();
      assertThat(line.get().has("name")).isFalse();
    }
  }

  private void take(String message) {
    ExtLogRecord record = new ExtLogRecord(Level.INFO, message, "test");
    record.setInstant(Instant.EPOCH);
    try {
      line.set(new ObjectMapper().readTree(formatter.format(record)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

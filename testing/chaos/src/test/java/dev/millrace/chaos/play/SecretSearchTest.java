package dev.millrace.chaos.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the value of a Secret is looked for. */
class SecretSearchTest {
  private final SecretSearch search = new SecretSearch("of-great-worth");

  @Test
  void findsAValueWhereverItIsTold(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.log"), "login with of-great-worth");
    Files.writeString(folder.resolve("other.log"), "login");
    search
        .inLogs(folder)
        .inMessages(List.of("hello", "of-great-worth"))
        .inObjects(List.of(object("Event", "of-great-worth"), object("ConfigMap", "nothing")));
    assertThat(search.found()).containsExactly("the log one.log", "a message to the chat", "Event");
  }

  @Test
  void secretsMayHoldIt() {
    assertThat(search.inObjects(List.of(object("Secret", "of-great-worth"))).found()).isEmpty();
  }

  private static Map<String, Object> object(String kind, String message) {
    return Map.of("kind", kind, "message", message);
  }
}

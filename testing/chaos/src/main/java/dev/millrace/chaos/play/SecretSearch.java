package dev.millrace.chaos.play;

import dev.millrace.e2e.story.Canary;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for what a Secret holds in all that is said elsewhere. */
final class SecretSearch {
  private final Canary canary;
  private final List<String> found = new ArrayList<>();

  SecretSearch(String value) {
    this.canary = Canary.of(value);
  }

  SecretSearch inLogs(Path folder) {
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log : logs.toList()) {
        search("the log " + log.getFileName(), Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  SecretSearch inMessages(List<String> messages) {
    messages.forEach(each -> search("a message to the chat", each));
    return this;
  }

  /** Secrets themselves may hold it. */
  SecretSearch inObjects(List<Map<String, Object>> objects) {
    objects.stream()
        .filter(each -> !"Secret".equals(each.get("kind")))
        .forEach(each -> search(String.valueOf(each.get("kind")), Serialization.asYaml(each)));
    return this;
  }

  /** Who tells it. */
  List<String> found() {
    return found.stream().distinct().toList();
  }

  private void search(String where, String text) {
    if (canary.isIn(text)) {
      found.add(where);
    }
  }
}

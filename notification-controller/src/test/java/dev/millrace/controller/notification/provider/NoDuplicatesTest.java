package dev.millrace.controller.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoDuplicatesTest {
  private static final String MARKER = "<!-- flux-pr-comment-key:uid-p/Kustomization/apps/shop -->";
  private static final Map<String, String> TOKEN = Map.of("token", "t");

  @Test
  void gitHubIsNotToldWhatItShowsAlready() throws Exception {
    String shown =
        """
        [{"context": "other", "state": "failure", "description": "x"},
         {"context": "kustomization/shop/abc", "state": "success",
          "description": "reconciliation succeeded"},
         {"context": "kustomization/shop/abc", "state": "failure", "description": "old"}]
        """;
    assertThat(writes("github", "https://github.com/o/r", "GET", shown, Event.INFO)).isZero();
    assertThat(writes("github", "https://github.com/o/r", "GET", shown, Event.ERROR)).isOne();
  }

  @Test
  void giteaIsNotToldWhatItShowsAlready() throws Exception {
    String shown =
        """
        [{"context": "kustomization/shop/abc", "status": "success",
          "description": "reconciliation succeeded"}]
        """;
    assertThat(writes("gitea", "https://git.example.com/o/r", "GET", shown, Event.INFO)).isZero();
  }

  @Test
  void gitLabIsNotToldWhatItShowsAlready() throws Exception {
    String shown =
        """
        [{"sha": "%s", "name": "kustomization/shop/abc", "status": "success",
          "description": "reconciliation succeeded"}]
        """
            .formatted(Samples.COMMIT);
    assertThat(writes("gitlab", "https://gitlab.com/g/p", "GET", shown, Event.INFO)).isZero();
  }

  @Test
  void gitHubsCommentIsEditedWhenItIsOurs() throws Exception {
    RecordingExchange exchange = comment("bot", MARKER);
    assertThat(exchange.lines().getLast())
        .isEqualTo("PATCH https://api.github.com/repos/o/r/issues/comments/5");
  }

  @Test
  void someOneElsesCommentWithOurMarkerIsLeftAlone() throws Exception {
    RecordingExchange exchange = comment("mallory", MARKER);
    assertThat(exchange.lines().getLast())
        .isEqualTo("POST https://api.github.com/repos/o/r/issues/7/comments");
  }

  /** SECURITY-CASES.md row 41: what is in a message is text and nothing else. */
  @Test
  void row41AMarkerWithinAMessageMarksNothing() throws Exception {
    RecordingExchange exchange = comment("bot", "another object said: " + MARKER);
    assertThat(exchange.lines().getLast())
        .isEqualTo("POST https://api.github.com/repos/o/r/issues/7/comments");
  }

  private static RecordingExchange comment(String author, String body) throws InterruptedException {
    RecordingExchange exchange =
        new RecordingExchange()
            .answering("GET https://api.github.com/user", 200, "{\"login\": \"bot\"}")
            .answering(
                "GET https://api.github.com/repos",
                200,
                "[{\"id\": 5, \"user\": {\"login\": \"%s\"}, \"body\": \"%s\"}]"
                    .formatted(author, body));
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("change_request", "7"));
    Samples.notifiers()
        .of(Samples.settings("githubpullrequestcomment", "https://github.com/o/r", "", TOKEN))
        .tell(Samples.notification(Samples.event(Event.INFO).withMetadata(metadata)), exchange);
    return exchange;
  }

  private static long writes(
      String type, String address, String start, String shown, String severity)
      throws InterruptedException {
    RecordingExchange exchange = new RecordingExchange().answering(start, 200, shown);
    Samples.notifiers()
        .of(Samples.settings(type, address, "", TOKEN))
        .tell(Samples.notification(Samples.event(severity)), exchange);
    return exchange.lines().stream().filter(line -> line.startsWith("POST")).count();
  }
}

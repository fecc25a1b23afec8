package dev.millrace.controller.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md row 41: texts that others write stay texts, and links are http or https. */
class HostileTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE =
      "\"},{\"url\":\"javascript:alert(1)\"<script>\u0000\r\nX-Injected: yes\\";

  static Stream<String> jsonTypes() {
    return Stream.of(
        "generic",
        "slack",
        "discord",
        "rocket",
        "msteams",
        "googlechat",
        "webex",
        "telegram",
        "matrix",
        "lark",
        "zoom",
        "grafana",
        "opsgenie",
        "alertmanager",
        "pagerduty",
        "datadog",
        "incident.io",
        "otel",
        "github",
        "gitlab",
        "gitea",
        "bitbucketserver",
        "githubdispatch",
        "githubpullrequestcomment",
        "gitlabmergerequestcomment",
        "giteapullrequestcomment");
  }

  @ParameterizedTest
  @MethodSource("jsonTypes")
  void row41AMessageCanNotLeaveItsPlace(String type) throws Exception {
    RecordingExchange plain = told(type, "fine");
    RecordingExchange hostile = told(type, HOSTILE);
    assertThat(shape(JSON.readTree(hostile.lastBody())))
        .isEqualTo(shape(JSON.readTree(plain.lastBody())));
    assertThat(hostile.lines()).hasSameSizeAs(plain.lines());
    assertThat(hostile.last().headers().keySet()).isEqualTo(plain.last().headers().keySet());
    assertThat(hostile.last().headers().values())
        .allSatisfy(value -> assertThat(value).doesNotContain("\r", "\n"));
  }

  @ParameterizedTest
  @MethodSource("jsonTypes")
  void row41EveryLinkIsHttp(String type) throws Exception {
    JsonNode body = JSON.readTree(told(type, HOSTILE).lastBody());
    assertThat(Stream.of("url", "target_url", "source", "href", "link"))
        .allSatisfy(
            field ->
                assertThat(body.findValues(field))
                    .filteredOn(value -> value.isTextual() && value.asText().contains(":"))
                    .allSatisfy(value -> assertThat(value.asText()).startsWith("https://")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x"})
  void row41NoRequestGoesToAnAddressOfAnotherScheme(String address) {
    for (String type : List.of("generic", "slack", "msteams", "bitbucketserver", "grafana")) {
      assertThatThrownBy(
              () ->
                  Samples.notifiers()
                      .of(Samples.settings(type, address, "c", Map.of("token", "t")))
                      .tell(
                          Samples.notification(Samples.event(Event.INFO)), new RecordingExchange()))
          .as(type)
          .isInstanceOf(NotificationFailure.class)
          .hasMessageNotContaining(address);
    }
  }

  /** The names of all fields and the lengths of all lists, without any text. */
  private static String shape(JsonNode tree) {
    if (tree.isObject()) {
      return tree.properties().stream()
          .map(field -> field.getKey() + ":" + shape(field.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return tree.isArray()
        ? tree.valueStream().map(HostileTextTest::shape).toList().toString()
        : tree.getNodeType().toString();
  }

  private static RecordingExchange told(String type, String message)
      throws InterruptedException, IOException {
    RecordingExchange exchange =
        new RecordingExchange()
            .answering("GET https://git.example.com/rest", 404, "{}")
            .answering("GET https://git.example.com/api/v1/user", 200, "{\"login\":\"b\"}")
            .answering("GET https://api.github.com/user", 200, "{\"login\":\"b\"}")
            .answering("GET https://git.example.com/api/v4/user", 200, "{\"username\":\"b\"}")
            .answering("POST", 200, "{\"ok\":true}");
    String address =
        type.equals("bitbucketserver")
            ? "https://git.example.com/scm/o/r.git"
            : "https://git.example.com/o/r";
    Event event =
        Samples.event(Event.ERROR)
            .withMessage(message)
            .withMetadata(
                Map.of(
                    "revision",
                    "main@sha1:" + Samples.COMMIT,
                    "change_request",
                    "7",
                    "x",
                    message));
    Samples.notifiers()
        .of(Samples.settings(type, address, "room/topic", Map.of("token", "t")))
        .tell(Samples.notification(event), exchange);
    return exchange;
  }
}

package dev.millrace.controller.notification.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.notification.statuspage.model.AppliedObject;
import dev.millrace.controller.notification.statuspage.model.AppliedVerdict;
import dev.millrace.controller.notification.statuspage.model.Details;
import dev.millrace.controller.notification.statuspage.model.DifferenceLine;
import dev.millrace.controller.notification.statuspage.model.EventLine;
import dev.millrace.controller.notification.statuspage.model.Filter;
import dev.millrace.controller.notification.statuspage.model.Item;
import dev.millrace.controller.notification.statuspage.model.ItemReader;
import dev.millrace.controller.notification.statuspage.model.MaskedText;
import dev.millrace.controller.notification.statuspage.model.Page;
import dev.millrace.controller.notification.statuspage.model.PageBuilder;
import dev.millrace.controller.notification.statuspage.model.Pages;
import dev.millrace.controller.notification.statuspage.model.Refusal;
import dev.millrace.controller.notification.statuspage.model.Snapshot;
import dev.millrace.controller.notification.statuspage.model.StatusKind;
import dev.millrace.controller.notification.statuspage.model.WaitChains;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SECURITY-CASES.md row 41: whatever objects and viewers are called, it stays text. */
class ViewsTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
  private final Views views =
      new Views(
          TestTemplates.engine(),
          Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void row41EscapesEverythingOnThePage() {
    Item hostile = item(HOSTILE);
    Page page =
        PageBuilder.build(
            HOSTILE,
            new Snapshot(
                List.of(hostile),
                List.of(new Refusal(HOSTILE, HOSTILE, Refusal.Problem.FORBIDDEN))),
            new Filter("", "", "", false),
            1);

    assertHarmless(views.page(page, 7));
    assertHarmless(
        views.page(
            PageBuilder.build(
                HOSTILE,
                new Snapshot(List.of(), List.of()),
                new Filter(HOSTILE, HOSTILE, HOSTILE, true),
                1),
            7));
  }

  @Test
  void row41EscapesEverythingOnThePageOfAnObject() {
    Item hostile = item(HOSTILE);
    AppliedObject applied = new AppliedObject(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    Details details =
        new Details(
            HOSTILE,
            hostile,
            new WaitChains(PageBuilder.byKey(List.of(hostile))).of(hostile),
            List.of(
                new DifferenceLine(
                    DifferenceLine.Answer.REVERTED,
                    HOSTILE,
                    HOSTILE,
                    MaskedText.of(HOSTILE),
                    MaskedText.of(HOSTILE),
                    HOSTILE,
                    MaskedText.NONE,
                    HOSTILE)),
            EventLine.of(
                Map.of(
                    "items",
                    List.of(
                        Map.of(
                            "type", "Warning",
                            "reason", HOSTILE,
                            "message", HOSTILE,
                            "lastTimestamp", HOSTILE)))),
            "",
            List.of(AppliedVerdict.unknown(applied, HOSTILE)),
            new Pages(1, 1));

    assertHarmless(views.details(details, 7));
    assertHarmless(views.notice(HOSTILE, HOSTILE));
    assertHarmless(views.login(HOSTILE));
  }

  @Test
  void saysWhatIsBrokenAndWhyAndSinceWhen() {
    Item failing = item("web");

    String html =
        views.page(
            PageBuilder.build("me", new Snapshot(List.of(failing), List.of()), Filter.NONE, 1), 7);

    assertThat(html)
        .contains("<title>1 failing · Millrace</title>", "data-version=\"7\"", ">3h ago<")
        .contains("<a class=\"name\" href=\"/objects/Kustomization/web/web\">")
        .contains("needs <a href=\"/objects/Kustomization/web/web\">")
        .containsPattern("<details id=\"tree:Kustomization web/web\" open>")
        .doesNotContain("NOT_FOUND", "{#", "{item");
  }

  @Test
  void staysSmallWithAThousandObjectsOfOneSource() {
    List<Item> items =
        IntStream.range(0, 1000)
            .mapToObj(number -> item("application-%03d".formatted(number)))
            .toList();

    String html =
        views.page(PageBuilder.build("me", new Snapshot(items, List.of()), Filter.NONE, 1), 7);

    assertThat(html).contains("1000 failing", "and 950 more", "page 1 of 5");
    assertThat(html.length()).isLessThan(400_000);
  }

  @Test
  void saysInWordsThatAnEventIsAWarning() {
    Item item = item("web");
    List<EventLine> events =
        EventLine.of(Map.of("items", List.of(Map.of("type", "Warning", "reason", "BuildFailed"))));

    String html =
        views.details(
            new Details("me", item, List.of(), List.of(), events, "", List.of(), new Pages(1, 1)),
            7);

    assertThat(html).contains("<span class=\"health failing\">warning</span> BuildFailed");
  }

  @Test
  void hasNoScriptAndNoStyleThatTheContentPolicyWouldRefuse() {
    for (String html : List.of(views.login("x"), views.notice("a", "b"))) {
      assertThat(html).doesNotContain("<script>", "<style", "style=", "onclick", "http://");
    }
  }

  private static void assertHarmless(String html) {
    assertThat(html)
        .doesNotContain("<script>", "<img", "\"'>", "=\"javascript:")
        .contains("&lt;script");
  }

  /** A Kustomization in which each text is this one. */
  @SuppressWarnings("unchecked") // an object is a map
  private static Item item(String word) {
    String yaml =
        """
        metadata: {generation: 1, namespace: "@", name: "@"}
        spec: {url: "javascript:alert(1)", dependsOn: [{name: "@"}]}
        status:
          lastAppliedRevision: "@"
          lastAttemptedRevision: other
          conditions:
            - type: Ready
              status: "False"
              lastTransitionTime: "2026-01-01T09:00:00Z"
              reason: "@"
              message: "@"
          inventory: {entries: [{id: a_b_c_d, v: v1}]}
        """;
    return ItemReader.read(
        StatusKind.KUSTOMIZATION,
        Serialization.unmarshal(yaml.replace("@", word.replace("\"", "\\\"")), Map.class));
  }
}

package dev.millrace.controller.source.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryIndexTest {
  @Test
  void versionsAreSortedNewestFirstAndInvalidOnesLeftOut() throws Exception {
    RepositoryIndex index =
        parse(
            """
            apiVersion: v1
            entries:
              shop:
              - {name: shop, version: 1.0.0, urls: [shop-1.0.0.tgz]}
              - {name: shop, version: 1.10.0, urls: [shop-1.10.0.tgz]}
              - {name: shop, version: 1.2.0-rc.1, urls: []}
              - {name: shop, version: latest}
              - {version: 2.0.0}
              -
            """);
    assertThat(index.versions("shop"))
        .extracting(IndexedChart::version)
        .containsExactly("1.10.0", "1.2.0-rc.1", "1.0.0");
    assertThat(index.has("shop")).isTrue();
    assertThat(index.versions("other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // As text the first two would be the other way round.
    "2026-03-01T09:00:00+02:00,          2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00Z,               2026-03-01T08:00:00.5Z",
    "2026-03-01T08:00:00.10000000009Z,   2026-03-01T08:00:00.100000001Z",
    "2026-02-28T23:59:00-00:01,          2026-03-01T00:00:00.25Z",
    ",                                   0500-01-01T00:00:00Z",
  })
  void buildsOfTheSameVersionAreOrderedByTheirTime(String older, String newer) throws Exception {
    for (boolean newerFirst : new boolean[] {true, false}) {
      List<String> entries = List.of(entry("1.0.0+a", older), entry("1.0.0+b", newer));
      String list = String.join(",", newerFirst ? entries.reversed() : entries);
      RepositoryIndex index = parse("apiVersion: v1\nentries: {shop: [%s]}\n".formatted(list));
      assertThat(index.choose("shop", "1.x").version()).isEqualTo("1.0.0+b");
    }
  }

  private static String entry(String version, @Nullable String created) {
    String time = created == null ? "" : ", created: \"" + created + "\"";
    return "{name: shop, version: %s%s}".formatted(version, time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-03-01",
        "2026-02-30T00:00:00Z",
        "2026-03-01T08:00Z",
        "2026-03-01T08:00:000Z",
        "2026-03-01T08:00:00,5Z",
        "2026-03-01T08:00:00+24:00",
        "2026-03-01T08:00:00",
        ""
      })
  void anEntryOfNoTimeSpoilsTheIndexAsInHelm(String created) {
    String text = "apiVersion: v1\nentries: {shop: [%s]}\n".formatted(entry("1.0.0", created));
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidIndex.class)
        .hasMessageContaining("created '%s', which is no time", created);
  }

  @Test
  void theJsonFormReadsBackAsTheSameIndex() throws Exception {
    RepositoryIndex index =
        parse("apiVersion: v1\nentries: {shop: [{name: shop, version: 1.0.0, urls: [a.tgz]}]}\n");
    assertThat(parse(index.toJson()).versions("shop")).isEqualTo(index.versions("shop"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.tgz,                   https://charts.example.com/x/a.tgz?sv=1&sig=%2F",
    "/a.tgz?b=c,              https://charts.example.com/a.tgz?sv=1&sig=%2F",
    "https://other/a.tgz?b=c, https://other/a.tgz?b=c",
    "//other/a.tgz,           https://other/a.tgz",
  })
  void relativeArchivesTakeTheQueryOfTheRepository(String url, String archive) throws Exception {
    RepositoryIndex index =
        parse(
            "apiVersion: v1\nentries: {shop: [{name: shop, version: 1.0.0, urls: [\"%s\"]}]}\n"
                .formatted(url));
    URI repository = URI.create("https://charts.example.com/x?sv=1&sig=%2F");
    assertThat(index.choose("shop", "1.x").archive(repository)).hasToString(archive);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | empty index.yaml file
          'entries: {}'               | no API version specified
          'apiVersion: v1\u000aentries: 5' | entries is not a map of chart names
          'apiVersion: [v1'           | line 1
          """)
  void refusesWhatIsNoIndex(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidIndex.class)
        .hasMessageContaining(message);
  }

  @Test
  void row17ABombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*x" + (i - 1);
      bomb.append("x%d: &x%d [%s]\n".formatted(i, i, String.join(", ", nine(before))));
    }
    bomb.append("entries: {shop: [{name: shop, version: 1.0.0, keywords: *x11}]}\n");
    assertThatThrownBy(() -> parse(bomb.toString())).isInstanceOf(InvalidIndex.class);
  }

  private static List<String> nine(String text) {
    return Collections.nCopies(9, text);
  }

  private static RepositoryIndex parse(String text) throws InvalidIndex {
    return RepositoryIndex.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.millrace.controller.imageautomation.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagListTest {
  @TempDir Path folder;

  @Test
  void revisionIsTheChecksumThatFluxWrites() {
    assertThat(new TagList(List.of("1.0.0", "1.0.1")).revision()).isEqualTo("494797640");
  }

  @Test
  void showsTheLastTenTagsInDescendingOrder() {
    List<String> tags = IntStream.range(10, 30).mapToObj(String::valueOf).toList();
    assertThat(new TagList(tags).latest())
        .containsExactly("29", "28", "27", "26", "25", "24", "23", "22", "21", "20");
  }

  @Test
  void theOrderOfTheRegistryMakesNoDifference() {
    TagExclusion exclusion = TagExclusion.of(TagExclusion.DEFAULT);
    assertThat(exclusion.apply(List.of("1.0", "2.0", "1.5")).tags())
        .containsExactly("2.0", "1.5", "1.0");
    assertThat(exclusion.apply(List.of("2.0", "1.0", "1.5")).revision())
        .isEqualTo(exclusion.apply(List.of("1.5", "1.0", "2.0")).revision());
  }

  @Test
  void leavesOutSignaturesWhenNothingElseIsSaid() {
    TagExclusion exclusion = TagExclusion.of(TagExclusion.DEFAULT);
    assertThat(exclusion.apply(List.of("1.0.0", "sha256-abc.sig")).tags()).containsExactly("1.0.0");
  }

  @Test
  void namesAnExpressionThatIsNotOne() {
    assertThatThrownBy(() -> TagExclusion.of(List.of("ok", "(")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec.exclusionList: '('");
  }

  @Test
  void storeReturnsWhatWasStoredLast() {
    TagStore store = new TagStore(folder.resolve("tags"));
    assertThat(store.find("registry.example.com/app")).isEmpty();
    store.put("registry.example.com/app", new TagList(List.of("1", "2")));
    store.put("registry.example.com/app", new TagList(List.of("3")));
    assertThat(store.find("registry.example.com/app")).contains(new TagList(List.of("3")));
    assertThat(store.find("registry.example.com/other")).isEmpty();
  }

  @Test
  void aDamagedFileOnlyLeadsToANewScan() throws Exception {
    TagStore store = new TagStore(folder);
    store.put("app", new TagList(List.of("1")));
    try (var files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "[\"1\"");
    }
    assertThat(store.find("app")).isEmpty();
  }
}

package dev.millrace.artifact.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIgnoreTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a/logo.png", "x.tar.gz", ".github/workflows/ci.yml", "deep/.sops.yaml", ".git/x"})
  void leavesOutTheDefaults(String path) {
    assertThat(tree(null).excludes(path, false)).isTrue();
  }

  @Test
  void replacesTheDefaultsWhenAnythingIsGiven() {
    var rules = tree("docs/");

    assertThat(rules.excludes("logo.png", false)).isFalse();
    assertThat(rules.excludes("docs/index.md", false)).isTrue();
  }

  @Test
  void alwaysLeavesOutVersionControlFiles() {
    assertThat(tree("docs/").excludes("sub/.gitignore", false)).isTrue();
  }

  @Test
  void commentsAndBlankLinesAreNoPatterns() {
    assertThat(tree("# nothing\n\n   \n").excludes("logo.png", false)).isTrue();
  }

  @Test
  void lastPatternDecides() {
    var rules = tree("/*\n!/deploy\n/deploy/secret.yaml");

    assertThat(rules.excludes("readme.md", false)).isTrue();
    assertThat(rules.excludes("deploy", true)).isFalse();
    assertThat(rules.excludes("deploy/secret.yaml", false)).isTrue();
  }

  @Test
  void aFileIsJudgedWithoutItsFolder() {
    var rules = tree("vendor/\n!vendor/keep.yaml");

    assertThat(rules.excludes("vendor", true)).isTrue();
    assertThat(rules.excludes("vendor/keep.yaml", false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/z, true",
    "**/z/, y/z, false",
    "**/z/, y/z/file, true",
    "a/**, a/b, true",
    "a**/b, ab/b, false",
    "/only, only, true",
    "/only, sub/only, false",
    "name, sub/name, true",
    "name/, sub/name, false",
    "[, [, false",
    "'trail\\ ', 'trail ', true",
  })
  void readsGitignoreSyntax(String pattern, String file, boolean excluded) {
    assertThat(tree(pattern).excludes(file, false)).isEqualTo(excluded);
  }

  @Test
  void ignoreFilesJudgeTheirOwnFolder() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("sub", "x.yaml\n");
    var rules = SourceIgnore.forTree(files, null);

    assertThat(rules.excludes("sub/deep/x.yaml", false)).isTrue();
    assertThat(rules.excludes("x.yaml", false)).isFalse();
    assertThat(rules.excludes("sub", true)).isFalse();
  }

  @Test
  void bucketsHaveNoDefaults() {
    var rules = SourceIgnore.forBucket("*.md", "!README.md");

    assertThat(rules.excludes("logo.png", false)).isFalse();
    assertThat(rules.excludes("a.md", false)).isTrue();
    assertThat(rules.excludes("README.md", false)).isFalse();
  }

  private static IgnoreRules tree(@Nullable String specIgnore) {
    return SourceIgnore.forTree(new TreeMap<>(), specIgnore);
  }
}

package dev.millrace.kustomize.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitBaseTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://github.com/org/repo//a/b?ref=v1, https://github.com/org/repo, a/b, v1",
        "https://github.com/org/repo/a/b?ref=v1, https://github.com/org/repo, a/b, v1",
        "https://github.com/org/repo, https://github.com/org/repo, '', ''",
        "https://github.com/org/repo.git/a, https://github.com/org/repo.git, a, ''",
        "github.com/org/repo/a?ref=v1, https://github.com/org/repo, a, v1",
        "github.com:org/repo, https://github.com/org/repo, '', ''",
        "git::https://git.example.com/a/b/c, https://git.example.com/a/b/c, '', ''",
        "https://git.example.com/a/b/c.git//d/?ref=main, https://git.example.com/a/b/c.git, d, main",
        "https://git.example.com/a/b.git/d, https://git.example.com/a/b.git, d, ''",
        "http://git.example.com:3000/a/b//d, http://git.example.com:3000/a/b, d, ''",
        "https://dev.azure.com/o/p/_git/r/a/b?version=v2, https://dev.azure.com/o/p/_git/r, a/b, v2",
        "https://dev.azure.com/o/p/_git/r, https://dev.azure.com/o/p/_git/r, '', ''",
        "git@git.example.com:a/b.git//c?ref=x, ssh://git@git.example.com/a/b.git, c, x",
        "git@github.com:org/repo/c, ssh://git@github.com/org/repo, c, ''",
        "ssh://git@git.example.com:22/a/b.git//c, ssh://git@git.example.com:22/a/b.git, c, ''",
        "https://u:p@git.example.com/a/b.git, https://u:p@git.example.com/a/b.git, '', ''",
        "https://github.com/org/repo//a?ref=feature%2Fx, https://github.com/org/repo, a, feature/x",
        "https://github.com/org/repo//a/../b, https://github.com/org/repo, a/../b, ''",
      })
  void findsRepositoryFolderAndRef(String reference, String repository, String folder, String ref) {
    GitBase base = GitBase.parse(reference).orElseThrow();
    assertThat(base.repository()).isEqualTo(repository);
    assertThat(base.folder()).isEqualTo(folder);
    assertThat(base.ref()).isEqualTo(ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "base",
        "../base",
        "https://",
        "https://github.com",
        "https://github.com/",
        "https://github.com/org",
        "github.com/org",
        "file:///srv/repo.git",
        "https://github.com/org/repo//../../etc",
        "https://github.com/org/repo//a/../../b"
      })
  void refusesWhatNamesNoRepositoryOrLeadsOutOfIt(String reference) {
    assertThat(GitBase.parse(reference)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timeout=120, 120",
    "timeout=120s, 120",
    "timeout=2m, 120",
    "timeout=0, 27",
    "timeout=soon, 27",
    "timeout=99999999999, 27",
    "ref=v1, 27"
  })
  void readsTheTimeout(String query, long seconds) {
    assertThat(GitBase.parse("https://github.com/org/repo?" + query).orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void leavesOutSubmodulesOnRequest() {
    assertThat(GitBase.parse("https://github.com/a/b").orElseThrow().submodules()).isTrue();
    assertThat(GitBase.parse("https://github.com/a/b?submodules=false").orElseThrow().submodules())
        .isFalse();
  }
}

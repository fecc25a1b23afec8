package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.remote.SemverTags;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite {@code gitrefs}: which tag a version range means, and its revision. */
final class GitRefsSuite {

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    var range = Tree.string(testCase, "semver");
    var times = new HashMap<String, Instant>();
    var commits = new HashMap<String, String>();
    for (var entry : Tree.list(testCase, "tags")) {
      var name = Tree.string(entry, "name");
      times.put(name, Instant.parse(Tree.string(entry, "commitTime")));
      commits.put(name, Tree.string(entry, "commit"));
    }
    try {
      var tag = SemverTags.choose(range, commits.keySet(), _ -> times);
      var commit = commits.getOrDefault(tag, "");
      var reference = "refs/tags/" + tag;
      var resolved =
          new ResolvedReference(new GitReference.SemverRange(range), reference, commit, null);
      return Map.of(
          "tag", tag, "commit", commit, "reference", reference, "revision", resolved.revision());
    } catch (GitException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

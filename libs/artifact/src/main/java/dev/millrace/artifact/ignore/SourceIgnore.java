package dev.millrace.artifact.ignore;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which files of a source stay out of its artifact (FLUX.md 2, "Ignore files"). */
public final class SourceIgnore {
  /** The name of the files that hold patterns. */
  public static final String FILE_NAME = ".sourceignore";

  private static final List<String> VERSION_CONTROL =
      List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");

  private static final List<String> DEFAULTS =
      List.of(
          "*.jpg",
          "*.jpeg",
          "*.gif",
          "*.png",
          "*.wmv",
          "*.flv",
          "*.tar.gz",
          "*.zip",
          ".github/",
          ".circleci/",
          ".travis.yml",
          ".gitlab-ci.yml",
          "appveyor.yml",
          ".drone.yml",
          "cloudbuild.yaml",
          "codeship-services.yml",
          "codeship-steps.yml",
          "**/.goreleaser.yml",
          "**/.sops.yaml",
          "**/.flux.yaml");

  private SourceIgnore() {}

  /**
   * The rules for a tree of files, as GitRepository and OCIRepository have them: the version
   * control patterns always come first; the defaults apply only when nothing else is given.
   *
   * @param ignoreFiles the text of every {@value #FILE_NAME} by the folder that holds it ({@code
   *     ""} for the root), in the order of a depth-first walk
   * @param specIgnore the object's {@code spec.ignore}, or null; judged after the files
   */
  public static IgnoreRules forTree(
      SortedMap<String, String> ignoreFiles, @Nullable String specIgnore) {
    var given = new ArrayList<IgnorePattern>();
    ignoreFiles.forEach((folder, text) -> given.addAll(read(text, folder)));
    given.addAll(read(specIgnore, ""));
    var versionControl = VERSION_CONTROL.stream().map(SourceIgnore::atRoot);
    var others = given.isEmpty() ? DEFAULTS.stream().map(SourceIgnore::atRoot) : given.stream();
    return IgnoreRules.of(Stream.concat(versionControl, others).toList());
  }

  /**
   * The rules for the objects of a bucket: no built-in patterns.
   *
   * @param rootIgnoreFile the text of the bucket's {@value #FILE_NAME}, or null
   * @param specIgnore the object's {@code spec.ignore}, or null
   */
  public static IgnoreRules forBucket(
      @Nullable String rootIgnoreFile, @Nullable String specIgnore) {
    return IgnoreRules.of(
        Stream.of(read(rootIgnoreFile, ""), read(specIgnore, "")).flatMap(List::stream).toList());
  }

  private static List<IgnorePattern> read(@Nullable String text, String folder) {
    if (text == null) {
      return List.of();
    }
    var segments = folder.isEmpty() ? List.<String>of() : List.of(folder.split("/"));
    return text.lines()
        .filter(Predicate.not(SourceIgnore::isCommentOrBlank))
        .map(line -> IgnorePattern.parse(line, segments))
        .toList();
  }

  private static boolean isCommentOrBlank(String line) {
    return line.startsWith("#") || line.isBlank();
  }

  private static IgnorePattern atRoot(String pattern) {
    return IgnorePattern.parse(pattern, List.of());
  }
}

package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.CopyOperation;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Composes an artifact of files of its sources, as {@code cp} would: a folder is copied with its
 * name, {@code folder/**} without it, a file into a folder or to a name (FLUX.md 2.7).
 */
final class Copies {
  private static final String ARTIFACT = "@artifact/";
  private static final String MERGE = "Merge";
  private static final String EXTRACT = "Extract";

  private final Map<String, StagedFiles> sources;
  private final StagedFiles target = new StagedFiles();

  private Copies(Map<String, StagedFiles> sources) {
    this.sources = sources;
  }

  /** The files of an artifact; operations are carried out in order. */
  static StagedFiles of(GeneratedArtifact artifact, Map<String, StagedFiles> sources)
      throws BuildException {
    Copies copies = new Copies(sources);
    for (CopyOperation operation : artifact.copy()) {
      try {
        copies.new Copy(operation).run();
      } catch (BuildException | PathGlob.InvalidGlob | UnsafePath e) {
        throw new BuildException(
            "failed to apply copy operation from '%s' to '%s': %s"
                .formatted(operation.from(), operation.to(), e.getMessage()));
      }
    }
    return copies.target;
  }

  /** One operation. */
  private final class Copy {
    private final CopyOperation operation;
    private final String alias;
    private final String pattern;
    private final String destination;
    private final StagedFiles source;
    private final Exclusions exclusions;

    Copy(CopyOperation operation) throws BuildException, PathGlob.InvalidGlob, UnsafePath {
      this.operation = operation;
      String from = operation.from();
      int slash = from.indexOf('/');
      if (!from.startsWith("@") || slash < 0) {
        throw new BuildException("the source format must be '@alias/pattern'");
      }
      this.alias = from.substring(1, slash);
      this.pattern = withoutDots(from.substring(slash + 1));
      this.destination = destination(operation.to());
      this.source = Optional.ofNullable(sources.get(alias)).orElseThrow(this::unknownAlias);
      this.exclusions = new Exclusions(operation.exclude());
    }

    private BuildException unknownAlias() {
      return new BuildException("source alias '%s' not found".formatted(alias));
    }

    private static String destination(String to) throws BuildException, UnsafePath {
      if (!to.startsWith(ARTIFACT)) {
        throw new BuildException("the destination must start with '@artifact/'");
      }
      String path = to.substring(ARTIFACT.length());
      if (List.of(path.split("/", -1)).contains("..")) {
        throw new BuildException("the destination path must not contain '..'");
      }
      return TreePaths.resolve("", path);
    }

    void run() throws BuildException, PathGlob.InvalidGlob, UnsafePath {
      if (PathGlob.isPattern(pattern)) {
        copyMatches();
      } else {
        copyOne(TreePaths.resolve("", pattern));
      }
    }

    private void copyOne(String path) throws BuildException {
      if (source.isFolder(path)) {
        if (operation.strategy().equals(EXTRACT)) {
          throw new BuildException(
              "extract strategy is not supported for directories, got '%s'".formatted(path));
        }
        copyFolder(path, joined(destination, TreePaths.name(path)), path);
        return;
      }
      ArchiveEntry file =
          source
              .at(path)
              .orElseThrow(() -> new BuildException("source '%s' does not exist".formatted(path)));
      if (exclusions.cover(path, "")) {
        return;
      }
      if (operation.strategy().equals(EXTRACT)) {
        if (!isArchive(path)) {
          throw new BuildException(
              "extract strategy requires tarball file (.tar.gz or .tgz), got '%s'".formatted(path));
        }
        extract(file);
        return;
      }
      boolean intoFolder = operation.to().endsWith("/") || target.isFolder(destination);
      put(intoFolder ? joined(destination, TreePaths.name(path)) : destination, file);
    }

    private void copyMatches() throws BuildException, PathGlob.InvalidGlob {
      boolean extracting = operation.strategy().equals(EXTRACT);
      PathGlob glob = extracting ? PathGlob.recursive(pattern) : PathGlob.ofNames(pattern);
      List<String> matches = source.paths().stream().filter(glob::matches).toList();
      if (matches.isEmpty()) {
        throw new BuildException(
            "no files match pattern '%s' in source '%s'".formatted(pattern, alias));
      }
      String root = literalStart(pattern);
      List<String> wanted =
          matches.stream().filter(match -> !exclusions.cover(match, root)).toList();
      if (wanted.isEmpty()) {
        throw new BuildException(
            "all files matching pattern '%s' in source '%s' were excluded"
                .formatted(pattern, alias));
      }
      for (String match : wanted) {
        ArchiveEntry entry = source.at(match).orElseThrow();
        if (extracting) {
          if (!entry.isFolder() && isArchive(match)) {
            extract(entry);
          }
        } else if (entry.isFolder()) {
          copyFolder(match, targetOf(match), root);
        } else {
          put(targetOf(match), entry);
        }
      }
    }

    /** {@code folder/**} leaves the folder out, other patterns keep the whole path. */
    private String targetOf(String match) {
      String folder = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 2) : "/";
      return joined(
          destination, match.startsWith(folder) ? match.substring(folder.length()) : match);
    }

    private void copyFolder(String folder, String to, String excludeRoot) throws BuildException {
      target.put(to, ArchiveEntry.folder(to.isEmpty() ? "root" : to));
      List<String> skipped = new ArrayList<>();
      for (ArchiveEntry entry : source.below(folder)) {
        String path = entry.path();
        if (skipped.stream().anyMatch(above -> TreePaths.isWithin(path, above))) {
          continue;
        }
        if (exclusions.cover(path, excludeRoot)) {
          if (entry.isFolder()) {
            skipped.add(path);
          }
          continue;
        }
        String rest = folder.isEmpty() ? path : path.substring(folder.length() + 1);
        put(joined(to, rest), entry);
      }
    }

    private void put(String path, ArchiveEntry entry) throws BuildException {
      Optional<ArchiveEntry> there = target.at(path).filter(file -> !file.isFolder());
      boolean merging =
          operation.strategy().equals(MERGE) && there.isPresent() && !entry.isFolder();
      target.put(path, merging ? YamlMerge.of(there.get(), entry) : entry);
    }

    private void extract(ArchiveEntry archive) throws BuildException {
      try (ArchiveEntry.Content content = archive.content().open()) {
        for (ArchiveEntry entry :
            new Unpacker(UnpackLimits.forArtifacts()).intoTree(content.stream()).entries()) {
          target.put(joined(destination, entry.path()), entry);
        }
      } catch (IOException e) {
        throw new BuildException(
            "failed to extract tarball '%s' to '%s': %s"
                .formatted(archive.path(), destination, e.getMessage()));
      }
    }
  }

  private static boolean isArchive(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
  }

  /** A pattern without the parts that are a single dot, which lead nowhere. */
  private static String withoutDots(String pattern) {
    return Stream.of(pattern.split("/", -1))
        .filter(part -> !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  /** The folders of a pattern up to the first part that is not plain. */
  private static String literalStart(String pattern) {
    List<String> parts = new ArrayList<>();
    for (String part : pattern.split("/", -1)) {
      if (PathGlob.isPattern(part)) {
        break;
      }
      parts.add(part);
    }
    return String.join("/", parts);
  }

  private static String joined(String folder, String rest) {
    return folder.isEmpty() || rest.isEmpty() ? folder + rest : folder + "/" + rest;
  }
}

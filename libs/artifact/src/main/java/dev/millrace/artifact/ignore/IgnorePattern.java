package dev.millrace.artifact.ignore;

import dev.millrace.artifact.ignore.NamePattern.MalformedPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of an ignore file, valid below the folder that holds the file. The rules are those of
 * the gitignore implementation that Flux uses, which is stricter than Git in some corners: a {@code
 * **} never joins other characters, a pattern that names a folder covers everything below it, and a
 * malformed pattern covers nothing.
 */
public final class IgnorePattern {
  private final List<String> folder;
  private final List<Segment> segments;
  private final boolean anchored;
  private final boolean inclusion;
  private final boolean folderOnly;

  private IgnorePattern(List<String> folder, Line line) {
    this.folder = List.copyOf(folder);
    this.inclusion = line.inclusion;
    this.folderOnly = line.folderOnly;
    this.anchored = line.glob.contains("/");
    this.segments = anchored ? segments(line.glob) : single(line.glob);
  }

  /** What a pattern says about a path. */
  enum Verdict {
    EXCLUDE,
    INCLUDE
  }

  /** A segment of an anchored pattern; {@code atAnyDepth} when a {@code **} stands before it. */
  private record Segment(NamePattern name, boolean atAnyDepth) {}

  /** The parts of a line that are no glob. */
  private record Line(String glob, boolean inclusion, boolean folderOnly) {
    static Line read(String text) {
      var glob = text;
      boolean inclusion = glob.startsWith("!");
      if (inclusion) {
        glob = glob.substring(1);
      }
      if (!glob.endsWith("\\ ")) {
        glob = withoutTrailingSpaces(glob);
      }
      boolean folderOnly = glob.endsWith("/");
      if (folderOnly) {
        glob = glob.substring(0, glob.length() - 1);
      }
      return new Line(glob, inclusion, folderOnly);
    }

    private static String withoutTrailingSpaces(String text) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == ' ') {
        end--;
      }
      return text.substring(0, end);
    }
  }

  /**
   * Reads one pattern. The caller has dropped comments and empty lines.
   *
   * @param folder the segments of the folder whose content the pattern judges; empty for the root
   */
  public static IgnorePattern parse(String line, List<String> folder) {
    return new IgnorePattern(folder, Line.read(line));
  }

  private static List<Segment> single(String glob) {
    try {
      return List.of(new Segment(NamePattern.compile(glob), true));
    } catch (MalformedPatternException e) {
      return List.of();
    }
  }

  /** The segments in order; none when the pattern can never match. */
  private static List<Segment> segments(String glob) {
    var segments = new ArrayList<Segment>();
    boolean atAnyDepth = false;
    for (var text : glob.split("/", -1)) {
      if (text.isEmpty()) {
        atAnyDepth = false;
      } else if (text.equals("**")) {
        atAnyDepth = true;
      } else if (text.contains("**")) {
        return List.of();
      } else {
        try {
          segments.add(new Segment(NamePattern.compile(text), atAnyDepth));
        } catch (MalformedPatternException e) {
          return List.of();
        }
        atAnyDepth = false;
      }
    }
    return segments;
  }

  /** The verdict on a path, given as its segments from the root; empty when not concerned. */
  Optional<Verdict> judge(List<String> path, boolean isFolder) {
    if (path.size() <= folder.size() || !path.subList(0, folder.size()).equals(folder)) {
      return Optional.empty();
    }
    var below = path.subList(folder.size(), path.size());
    int matched = matchedSegments(below);
    boolean covers = matched > 0 && !(folderOnly && !isFolder && matched == below.size());
    return covers ? Optional.of(inclusion ? Verdict.INCLUDE : Verdict.EXCLUDE) : Optional.empty();
  }

  /** How many leading segments of the path the pattern needs to match; 0 when it does not. */
  private int matchedSegments(List<String> path) {
    int position = 0;
    for (var segment : segments) {
      if (segment.atAnyDepth) {
        while (position < path.size() && !segment.name.matches(path.get(position))) {
          position++;
        }
      }
      if (position >= path.size() || !segment.name.matches(path.get(position))) {
        return 0;
      }
      position++;
    }
    return position;
  }

  @Override
  public String toString() {
    return "IgnorePattern[%d segments below '%s'%s%s]"
        .formatted(
            segments.size(),
            String.join("/", folder),
            anchored ? ", anchored" : "",
            inclusion ? ", inclusion" : "");
  }
}

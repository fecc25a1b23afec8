package dev.millrace.argocd.generator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds folders and files of a checked-out repository by patterns. */
final class Checkout {
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_DEPTH = 64;
  private static final long MAX_BYTES = 4 << 20;

  private final FileTree tree;
  private final List<String> folders = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  private Checkout(FileTree tree) {
    this.tree = tree;
  }

  /** Looks at all of a tree but hidden folders. */
  static Checkout of(FileTree tree) {
    Checkout checkout = new Checkout(tree);
    try {
      checkout.walk("", 0);
    } catch (IOException e) {
      throw new GeneratorException("the repository can't be read: " + e.getMessage(), e);
    }
    return checkout;
  }

  private void walk(String folder, int depth) throws IOException {
    if (depth > MAX_DEPTH || folders.size() + files.size() > MAX_ENTRIES) {
      throw new GeneratorException(
          "the repository has more than %d entries, or folders deeper than %d"
              .formatted(MAX_ENTRIES, MAX_DEPTH));
    }
    for (String name : tree.list(folder, MAX_ENTRIES)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (tree.isDirectory(path)) {
        if (!name.startsWith(".")) {
          folders.add(path);
          walk(path, depth + 1);
        }
      } else {
        files.add(path);
      }
    }
  }

  /** Folders of which one pattern is right; a star stays within one name. */
  List<String> folders(List<String> patterns) {
    return matching(folders, patterns);
  }

  /** Files of which one pattern is right; two stars are any number of folders. */
  List<String> files(List<String> patterns) {
    return matching(files, patterns);
  }

  private static List<String> matching(List<String> paths, List<String> patterns) {
    List<Pattern> compiled = patterns.stream().map(Checkout::compile).toList();
    return paths.stream()
        .filter(path -> compiled.stream().anyMatch(pattern -> pattern.matches(path)))
        .toList();
  }

  /** The content of a file. */
  byte[] read(String path) {
    try {
      return tree.read(path, MAX_BYTES);
    } catch (IOException e) {
      throw new GeneratorException("%s can't be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              case '[', ']', '-', '^' -> String.valueOf(c);
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException e) {
      throw new GeneratorException("the pattern '%s' is malformed".formatted(glob), e);
    }
  }
}

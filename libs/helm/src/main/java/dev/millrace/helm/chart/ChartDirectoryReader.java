package dev.millrace.helm.chart;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads charts from folders, as {@code helm template ./chart} does: {@code .helmignore} applies,
 * symbolic links are followed as long as they stay in the tree.
 */
public final class ChartDirectoryReader {
  private static final String IGNORE_FILE = ".helmignore";

  private final ChartLimits limits;

  /** Creates a reader with limits. */
  public ChartDirectoryReader(ChartLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the chart in a folder of a tree.
   *
   * @param folder the path of the chart's folder in {@code tree}; empty for the root
   */
  public Chart read(FileTree tree, String folder) throws ChartException {
    var budget = new ChartBudget(limits);
    return new ChartAssembler(budget).assemble(files(tree, folder, budget));
  }

  /** The files of a chart's folder that {@code .helmignore} leaves, in the order of a walk. */
  static List<ChartFile> files(FileTree tree, String folder, ChartBudget budget)
      throws ChartException {
    try {
      return new Walk(tree, folder, budget).files();
    } catch (LimitExceeded e) {
      throw new ChartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      String shown = folder.isEmpty() ? "." : folder;
      throw new ChartException(
          "the chart folder " + shown + " can't be read: " + e.getMessage(), e);
    }
  }

  /** One pass over a folder. */
  private static final class Walk {
    private final FileTree tree;
    private final String root;
    private final ChartBudget budget;
    private final IgnoreRules ignore;
    private final List<ChartFile> files = new ArrayList<>();

    Walk(FileTree tree, String root, ChartBudget budget) throws IOException, ChartException {
      this.tree = tree;
      this.root = root;
      this.budget = budget;
      String ignoreFile = below(IGNORE_FILE);
      this.ignore =
          tree.isFile(ignoreFile)
              ? IgnoreRules.parse(
                  new ChartFile(IGNORE_FILE, tree.read(ignoreFile, budget.limits().fileBytes()))
                      .text())
              : IgnoreRules.defaults();
    }

    List<ChartFile> files() throws IOException, ChartException {
      visitDirectory("", 0);
      return files;
    }

    private void visitDirectory(String directory, int depth) throws IOException, ChartException {
      if (depth > budget.limits().directoryDepth()) {
        throw new ChartException(
            "the chart's folders are nested deeper than " + budget.limits().directoryDepth());
      }
      for (String name : tree.list(below(directory), budget.limits().entries())) {
        budget.useEntry();
        String path = directory.isEmpty() ? name : directory + "/" + name;
        switch (tree.kind(below(path))) {
          case DIRECTORY -> {
            if (!ignore.ignores(path, true)) {
              visitDirectory(path, depth + 1);
            }
          }
          case FILE -> {
            if (!ignore.ignores(path, false)) {
              readFile(path);
            }
          }
          case ABSENT ->
              throw new ChartException(
                  "cannot load irregular file " + path + " as it has file mode type bits set");
        }
      }
    }

    private void readFile(String path) throws IOException, ChartException {
      byte[] content = tree.read(below(path), budget.nextFileBytes());
      budget.useContent(path, content.length);
      files.add(new ChartFile(path, ByteOrderMark.strip(content)));
    }

    private String below(String path) {
      if (root.isEmpty()) {
        return path;
      }
      return path.isEmpty() ? root : root + "/" + path;
    }
  }
}

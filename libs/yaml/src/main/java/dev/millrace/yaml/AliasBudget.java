package dev.millrace.yaml;

/**
 * Refuses documents that are small as text and huge once their aliases are expanded ("billion
 * laughs"). The allowed share of expanded values falls with the size of the document, as in
 * go-yaml: 99 % up to 400,000 values, 10 % from 4,000,000.
 */
final class AliasBudget {
  private static final int SMALL = 400_000;
  private static final int LARGE = 4_000_000;

  private final int maxNodes;
  private int depth;
  private int all;
  private int expanded;

  AliasBudget(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  void enterAlias() {
    depth++;
  }

  void leaveAlias() {
    depth--;
  }

  void count(YamlNode node) {
    all++;
    if (depth > 0) {
      expanded++;
    }
    if (expanded > 100 && all > 1000 && expanded > allowedShare() * all) {
      throw new YamlException("the document repeats too much through aliases", node.start());
    }
    if (all > maxNodes) {
      throw new YamlException(
          "the document has more than " + maxNodes + " values after its aliases are expanded",
          node.start());
    }
  }

  private double allowedShare() {
    if (all <= SMALL) {
      return 0.99;
    }
    return all >= LARGE ? 0.10 : 0.99 - 0.89 * (all - SMALL) / (LARGE - SMALL);
  }
}

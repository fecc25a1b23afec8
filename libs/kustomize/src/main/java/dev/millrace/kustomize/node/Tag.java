package dev.millrace.kustomize.node;

/** The short tags of YAML that the engine cares about. An empty tag means: decided by the text. */
public final class Tag {
  /** Decided by the text. */
  public static final String NONE = "";

  /** A null. */
  public static final String NULL = "!!null";

  /** Text. */
  public static final String STRING = "!!str";

  /** A boolean. */
  public static final String BOOL = "!!bool";

  /** An integer. */
  public static final String INT = "!!int";

  /** A number with a fraction. */
  public static final String FLOAT = "!!float";

  /** A map. */
  public static final String MAP = "!!map";

  /** A list. */
  public static final String LIST = "!!seq";

  /** The merge key. */
  public static final String MERGE = "!!merge";

  private Tag() {}
}

package dev.millrace.gotemplate;

/**
 * The builtin operators that do not evaluate all of their arguments. The evaluator carries them out
 * itself.
 */
enum ShortCircuit implements GoFunction.Body {
  AND(false),
  OR(true);

  private final boolean stopsAt;

  ShortCircuit(boolean stopsAt) {
    this.stopsAt = stopsAt;
  }

  /** The truth of the argument that ends the evaluation. */
  boolean stopsAt() {
    return stopsAt;
  }

  @Override
  public Object apply(Call call) {
    throw new FunctionFailure(this + " cannot be called as a value");
  }
}

package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.Functions;

/** Sprig v3.3's functions for text templates. */
public final class Sprig {
  private Sprig() {}

  /** All functions of Sprig's {@code TxtFuncMap}. */
  public static Functions functions(SprigEnvironment environment) {
    return Functions.builder().build();
  }

  /**
   * The functions that give the same result for the same arguments: no clock, no randomness, no
   * environment, no network.
   */
  public static Functions hermetic(SprigEnvironment environment) {
    return Functions.builder().build();
  }
}

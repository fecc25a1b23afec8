package dev.millrace.gotemplate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parsed templates that can call one another by name. Immutable and safe for use by many threads;
 * adding a text gives a new set and leaves this one as it was.
 */
public final class TemplateSet {
  private TemplateSet() {}

  /** A set without templates whose texts can call the given functions. */
  public static TemplateSet empty(Functions functions) {
    throw new UnsupportedOperationException();
  }

  /**
   * This set and the templates of one more text: the text itself under {@code name}, and what it
   * defines. As in Go, a later template replaces an earlier one of the same name unless the later
   * one is empty.
   *
   * @throws TemplateException of phase PARSE
   */
  public TemplateSet with(String name, String text) {
    throw new UnsupportedOperationException();
  }

  /** Whether a template of this name can be executed. */
  public boolean contains(String name) {
    throw new UnsupportedOperationException();
  }

  /** The names of all templates. */
  public Set<String> names() {
    throw new UnsupportedOperationException();
  }

  /** The functions that texts of this set can call. */
  public Functions functions() {
    throw new UnsupportedOperationException();
  }

  /**
   * Executes one template.
   *
   * @param data what {@code .} and {@code $} are: plain trees and {@link HostObject}s, null for nil
   * @throws TemplateException of phase EXECUTE or LIMIT
   */
  public String execute(String name, @Nullable Object data, ExecutionOptions options) {
    throw new UnsupportedOperationException();
  }
}

package dev.millrace.gotemplate;

import org.jspecify.annotations.Nullable;

/** A running execution, as functions see it. It belongs to one thread. */
public interface Execution {
  /** The templates that {@code template} actions of the calling template can see. */
  TemplateSet templates();

  /** The name of the template that makes the call. */
  String templateName();

  /** What a missing map key evaluates to. */
  MissingKey missingKey();

  /** The bounds of the execution; functions keep what they make within them. */
  Limits limits();

  /**
   * The caller's object from {@link ExecutionOptions#context}.
   *
   * @throws IllegalStateException when the execution has no context of that type
   */
  <T> T context(Class<T> type);

  /**
   * Executes another template of the same set and returns its text, as Helm's {@code include} does.
   * Steps, time and depth count for the whole execution.
   *
   * @throws TemplateException when it fails or no template has that name
   */
  String execute(String name, @Nullable Object data);

  /**
   * Executes a template of another set, usually one derived from {@link #templates()}, as Helm's
   * {@code tpl} does. Functions called by it see that set.
   *
   * @throws TemplateException when it fails or no template has that name
   */
  String execute(TemplateSet templates, String name, @Nullable Object data);

  /**
   * Counts a step of a function that may take long, so that the limits on steps and time hold
   * inside of it.
   *
   * @throws TemplateException of phase LIMIT
   */
  void step();

  /**
   * Ends the execution if a string of this length is beyond the limit.
   *
   * @throws TemplateException of phase LIMIT
   */
  void checkLength(long characters);

  /**
   * Ends the execution if a list of this size is beyond the limit.
   *
   * @throws TemplateException of phase LIMIT
   */
  void checkElements(long elements);
}

package dev.millrace.gotemplate;

import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.NoValue;
import org.jspecify.annotations.Nullable;

/** One execution from start to end: what it may use up, and how deep it is. */
final class Run {
  /** The clock is looked at once in this many steps. */
  private static final int STEPS_PER_CLOCK_CHECK = 16;

  /** The texts that functions make may together be so many times as long as the output. */
  private static final int PRODUCED_PER_OUTPUT = 64;

  /** Templates inside one another up to here run on the stack of the caller. */
  private static final int SHALLOW = 40;

  private final TemplateSet templates;
  private final ExecutionOptions options;
  private final long startNanos;
  private final long timeoutNanos;
  private long steps;
  private long produced;
  private int depth;
  private boolean onDeepStack;
  private @Nullable Frame current;

  Run(TemplateSet templates, ExecutionOptions options) {
    this.templates = templates;
    this.options = options;
    this.startNanos = options.nanoTime().getAsLong();
    this.timeoutNanos = options.limits().timeout().toNanos();
  }

  ExecutionOptions options() {
    return options;
  }

  /** Executes the template that the whole execution is about. */
  String start(String name, @Nullable Object data) {
    try {
      return GoString.normalize(execute(templates, name, data));
    } catch (StackOverflowError _) {
      throw limit("templates or values are nested too deeply");
    }
  }

  /** Executes a template of a set into a string of its own. */
  String execute(TemplateSet set, String name, @Nullable Object data) {
    CompiledTemplate template = set.find(name);
    if (template == null) {
      throw new TemplateException(
          Phase.EXECUTE,
          "template: no template " + Quoting.quote(name) + " is defined",
          name,
          0,
          -1,
          null);
    }
    var out = new StringBuilder();
    // A nil interface that is executed on is no value, as in Go.
    Object dot = data == null ? NoValue.NO_VALUE : data;
    enter(new Frame(template, set, out, dot), dot);
    return out.toString();
  }

  /** Runs a template's frame, one level deeper. */
  void enter(Frame frame, @Nullable Object dot) {
    Frame caller = current;
    if (depth >= options.limits().maxDepth()) {
      throw limit("exceeded maximum template depth (" + options.limits().maxDepth() + ")");
    }
    depth++;
    current = frame;
    try {
      runWithRoom(frame, dot);
    } finally {
      current = caller;
      depth--;
    }
  }

  private void runWithRoom(Frame frame, @Nullable Object dot) {
    var interpreter = new Interpreter(this, frame);
    boolean deep = depth > SHALLOW || frame.template.deep();
    if (!deep || onDeepStack) {
      interpreter.run(dot);
      return;
    }
    onDeepStack = true;
    try {
      DeepStack.run(() -> interpreter.run(dot));
    } finally {
      onDeepStack = false;
    }
  }

  /** Counts a statement, an iteration or a call. */
  void step() {
    if (++steps % STEPS_PER_CLOCK_CHECK != 0) {
      return;
    }
    if (steps > options.limits().maxSteps()) {
      throw limit("took more than " + options.limits().maxSteps() + " steps");
    }
    if (options.nanoTime().getAsLong() - startNanos > timeoutNanos) {
      throw limit("took longer than " + options.limits().timeout());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw limit("was interrupted");
    }
  }

  /** Counts the text that a function made; most of it is soon thrown away, but not for certain. */
  void produced(int characters) {
    checkLength(characters);
    produced += characters;
    if (produced > (long) options.limits().maxOutput() * PRODUCED_PER_OUTPUT) {
      throw limit(
          "functions made more than "
              + PRODUCED_PER_OUTPUT
              + " times "
              + options.limits().maxOutput()
              + " characters");
    }
  }

  void checkLength(long characters) {
    if (characters > options.limits().maxOutput()) {
      throw limit("text is longer than " + options.limits().maxOutput() + " characters");
    }
  }

  void checkElements(long elements) {
    if (elements > options.limits().maxElements()) {
      throw limit("list is longer than " + options.limits().maxElements() + " elements");
    }
  }

  TemplateException limit(String message) {
    Frame frame = current;
    return frame == null
        ? new TemplateException(Phase.LIMIT, "template: " + message, "", 0, -1, null)
        : frame.error(Phase.LIMIT, message, null);
  }
}

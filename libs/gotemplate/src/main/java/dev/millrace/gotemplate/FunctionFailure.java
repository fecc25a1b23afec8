package dev.millrace.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * How a template function reports that it cannot do its work. The evaluator turns it into a {@link
 * TemplateException} that says {@code error calling NAME: MESSAGE} at the position of the call.
 */
public class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with the message that follows {@code error calling NAME: }. */
  public FunctionFailure(String message) {
    super(message);
  }

  /** A failure that another exception led to. */
  public FunctionFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

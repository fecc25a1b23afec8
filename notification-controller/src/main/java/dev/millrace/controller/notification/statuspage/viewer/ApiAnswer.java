package dev.millrace.controller.notification.statuspage.viewer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API server answered to a viewer's request. */
sealed interface ApiAnswer {
  /** The object or list that was asked for. */
  record Found(Map<String, @Nullable Object> tree) implements ApiAnswer {}

  /** There is no such object or kind. */
  record Missing() implements ApiAnswer {}

  /** The viewer may not read it. */
  record Forbidden() implements ApiAnswer {}

  /** No answer in time, one that is too large, or one that makes no sense. */
  record Unusable() implements ApiAnswer {}
}

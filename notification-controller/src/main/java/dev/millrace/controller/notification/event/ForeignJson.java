package dev.millrace.controller.notification.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads JSON that strangers send. Its size is bounded by the server; here its depth is, and how
 * many values it may hold: three megabytes of empty lists would become a hundred in memory.
 */
public final class ForeignJson {
  private static final int MOST_TOKENS = 500_000;
  private static final int DEEPEST = 500;

  private ForeignJson() {}

  /** A reader that refuses more than the bounds with an exception for bad JSON. */
  public static ObjectMapper reader() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).maxNestingDepth(DEEPEST).build();
    return new ObjectMapper(JsonFactory.builder().streamReadConstraints(bounds).build());
  }
}

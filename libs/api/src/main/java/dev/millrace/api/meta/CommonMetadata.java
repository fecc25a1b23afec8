package dev.millrace.api.meta;

import java.util.Map;

/** Labels and annotations to put on every object of a set. */
@ApiType
public record CommonMetadata(
    @OmitWhenEmpty Map<String, String> annotations, @OmitWhenEmpty Map<String, String> labels) {

  /** Adds nothing. */
  public static final CommonMetadata NONE = new CommonMetadata(Map.of(), Map.of());

  public CommonMetadata {
    annotations = Copies.ofMap(annotations);
    labels = Copies.ofMap(labels);
  }
}

package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects events and adds to them.
 *
 * @param eventSeverity {@code info}, or {@code error} for errors only; the API server makes it
 *     {@code info} when it is not given
 * @param inclusionList regular expressions; when there are any, the message must match one
 * @param exclusionList regular expressions; a message that matches one is dropped
 * @param summary deprecated: the same as {@code eventMetadata.summary}
 */
@ApiType
public record AlertSpec(
    LocalObjectReference providerRef,
    List<ObjectSelector> eventSources,
    String eventSeverity,
    @OmitWhenEmpty List<String> inclusionList,
    @OmitWhenEmpty List<String> exclusionList,
    @OmitWhenEmpty Map<String, String> eventMetadata,
    @Nullable String summary,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final AlertSpec EMPTY =
      new AlertSpec(
          LocalObjectReference.NONE,
          List.of(),
          "info",
          List.of(),
          List.of(),
          Map.of(),
          null,
          false);

  public AlertSpec {
    providerRef = requireNonNullElse(providerRef, LocalObjectReference.NONE);
    eventSources = Copies.ofList(eventSources);
    eventSeverity = requireNonNullElse(eventSeverity, "");
    inclusionList = Copies.ofList(inclusionList);
    exclusionList = Copies.ofList(exclusionList);
    eventMetadata = Copies.ofMap(eventMetadata);
  }
}

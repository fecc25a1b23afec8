package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a scan.
 *
 * @param revision checksum of the tag list
 * @param latestTags the first ten in descending order
 */
@ApiType
public record ScanResult(
    @Nullable String revision,
    long tagCount,
    @Nullable Timestamp scanTime,
    @OmitWhenEmpty List<String> latestTags) {

  public ScanResult {
    latestTags = Copies.ofList(latestTags);
  }
}

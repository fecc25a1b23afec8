package dev.millrace.api.helm;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how to run the tests of the chart.
 *
 * @param timeout null for that of the release
 */
@ApiType
public record ReleaseTest(
    @OmitWhenEmpty boolean enable,
    @Nullable GoDuration timeout,
    @OmitWhenEmpty boolean ignoreFailures,
    @OmitWhenEmpty List<TestFilter> filters) {

  /** No tests. */
  public static final ReleaseTest DEFAULTS = new ReleaseTest(false, null, false, List.of());

  public ReleaseTest {
    filters = Copies.ofList(filters);
  }
}

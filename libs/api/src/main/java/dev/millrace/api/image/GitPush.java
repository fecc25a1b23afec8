package dev.millrace.api.image;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to push.
 *
 * @param refspec pushed in addition to the branch
 */
@ApiType
public record GitPush(
    @Nullable String branch, @Nullable String refspec, @OmitWhenEmpty Map<String, String> options) {

  public GitPush {
    options = Copies.ofMap(options);
  }
}

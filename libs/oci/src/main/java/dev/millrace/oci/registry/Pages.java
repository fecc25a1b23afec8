package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.RegistryLimits;
import java.net.URI;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way through the pages of a list: none twice, and not more than allowed. */
final class Pages {
  private static final Pattern NEXT =
      Pattern.compile("<([^<>]*+)>[^,]*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final String list;
  private final RegistryLimits limits;
  private final HashSet<URI> seen = new HashSet<>();

  /**
   * The way through a list.
   *
   * @param list what is listed, in messages
   */
  Pages(String list, RegistryLimits limits) {
    this.list = list;
    this.limits = limits;
  }

  /** Enters a page. */
  void enter(URI page) throws RegistryException {
    if (!seen.add(page)) {
      throw new RegistryException(
          Reason.MALFORMED,
          "the registry's list of %s leads back to an earlier page".formatted(list));
    }
    if (seen.size() > limits.pages()) {
      throw new RegistryException(
          Reason.LIMIT, "the list of %s has more than %d pages".formatted(list, limits.pages()));
    }
  }

  /** The page after the one that was answered; null after the last one. */
  static @Nullable URI after(Answer answer, Endpoint endpoint) throws RegistryException {
    for (var link : answer.headers().allValues("Link")) {
      var matcher = NEXT.matcher(link);
      if (matcher.find()) {
        return endpoint.sameOrigin(answer.call().target(), matcher.group(1));
      }
    }
    return null;
  }
}

package dev.millrace.safety.net;

import java.io.IOException;

/** A host that the {@link EgressPolicy} forbids to reach. */
public final class ForbiddenTarget extends IOException {
  private static final long serialVersionUID = 1L;

  ForbiddenTarget(String host) {
    super(
        "the host '%s' is in a network that must not be reached (loopback, link-local or metadata);"
                .formatted(host)
            + " see --egress-allow-cidrs");
  }
}

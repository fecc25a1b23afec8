package dev.millrace.access.cloud;

import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import java.io.IOException;

/** The registries of one cloud. */
interface CloudRegistry {
  /** What {@code spec.provider} calls the cloud. */
  String provider();

  /** Whether a host is a registry of this cloud. */
  boolean owns(String host);

  /** Asks the cloud for a login to a registry of its own. */
  Token login(Actor actor, String host) throws IOException;
}

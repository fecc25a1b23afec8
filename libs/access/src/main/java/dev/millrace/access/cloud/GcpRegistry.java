package dev.millrace.access.cloud;

import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import dev.millrace.cloud.AccessToken;
import java.io.IOException;

/** Artifact Registry and Container Registry: the identity's token is the password. */
final class GcpRegistry implements CloudRegistry {
  private static final String USERNAME = "oauth2accesstoken";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  @Override
  public String provider() {
    return "gcp";
  }

  @Override
  public boolean owns(String host) {
    return host.equals("gcr.io") || host.endsWith(".gcr.io") || host.endsWith("-docker.pkg.dev");
  }

  @Override
  public Token login(Actor actor, String host) throws IOException {
    AccessToken token = actor.identities(actor.http()).gcp(actor.account()).token(SCOPE);
    return new Token(USERNAME, token.value(), token.expires());
  }
}

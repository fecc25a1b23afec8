package dev.millrace.oci;

import dev.millrace.safety.Sensitive;

/** How we show a registry who we are. */
public sealed interface RegistryCredentials {

  /** Nothing is shown. */
  record Anonymous() implements RegistryCredentials {}

  /** User and password. */
  record Basic(String username, Sensitive<String> password) implements RegistryCredentials {}

  /** A token that is exchanged for others ({@code identitytoken} in a Docker configuration). */
  record IdentityToken(Sensitive<String> token) implements RegistryCredentials {}

  /** A token that the registry takes as it is ({@code registrytoken}). */
  record RegistryToken(Sensitive<String> token) implements RegistryCredentials {}
}

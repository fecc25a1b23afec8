package dev.millrace.controller.imageautomation.registry;

import dev.millrace.runtime.outcome.Reason;

/** Why a registry could not be asked (FLUX.md 6.1). */
public enum RegistryReason implements Reason {
  /** The credentials could not be read. */
  AUTHENTICATION_FAILED("AuthenticationFailed"),
  /** The registry could not be read, or refused the credentials. */
  READ_OPERATION_FAILED("ReadOperationFailed");

  private final String text;

  RegistryReason(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}

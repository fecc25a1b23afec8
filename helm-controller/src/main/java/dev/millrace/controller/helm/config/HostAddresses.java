package dev.millrace.controller.helm.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Name resolution for templates, where it is allowed (SECURITY-CASES 61). */
final class HostAddresses {
  private HostAddresses() {}

  static Optional<String> find(String host) {
    try {
      return Optional.of(InetAddress.getByName(host).getHostAddress());
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }
}

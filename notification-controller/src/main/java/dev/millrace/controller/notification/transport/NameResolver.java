package dev.millrace.controller.notification.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
interface NameResolver {
  /** The system's way. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /** At least one address. */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}

package dev.millrace.controller.imageautomation.registry;

import dev.millrace.oci.RegistryCredentials;

/** One registry, as one login sees it: what registries count requests by. */
record Account(String registry, RegistryCredentials credentials) {}

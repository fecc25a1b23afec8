package dev.millrace.controller.imageautomation.config;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.cloud.CloudRegistries;
import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.access.token.TokenCache;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.registry.RegistryReason;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.runtime.account.ClusterAccounts;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.secret.ClusterPullSecrets;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The objects this controller is wired with. */
@Singleton
final class ImageAutomationBeans {
  @Produces
  @Singleton
  ImageAutomationFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new ImageAutomationFlags(), arguments);
  }

  @Produces
  @Singleton
  SecretReader secrets(KubernetesClient client) {
    return new ClusterSecrets(client);
  }

  @Produces
  @Singleton
  TokenCache tokens(ImageAutomationFlags flags, Clock clock) {
    return new TokenCache(
        flags.common().tokenCacheMaxSize(), flags.common().tokenCacheMaxDuration(), clock);
  }

  @Produces
  @Singleton
  CloudAccess clouds(
      ImageAutomationFlags flags, KubernetesClient client, TokenCache tokens, Clock clock) {
    CloudAccess access = new CloudAccess(System.getenv(), tokens, clock);
    return flags.featureGates().on("ObjectLevelWorkloadIdentity")
        ? access.withAccounts(
            new ClusterAccounts(client)::find, flags.tenancy().defaultServiceAccount())
        : access;
  }

  @Produces
  @Singleton
  ImageRegistry registry(
      SecretReader secrets,
      KubernetesClient client,
      CloudAccess clouds,
      Clock clock,
      RandomGenerator random) {
    return new ImageRegistry(
        new RegistryLogin(
                secrets, new ClusterPullSecrets(client), RegistryReason.AUTHENTICATION_FAILED)
            .withClouds(new CloudRegistries(clouds)),
        clock,
        random);
  }

  @Produces
  @Singleton
  TagStore store(ImageAutomationFlags flags) {
    return new TagStore(Path.of(flags.storagePath()));
  }
}

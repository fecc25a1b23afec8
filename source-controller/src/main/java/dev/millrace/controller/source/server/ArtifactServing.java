package dev.millrace.controller.source.server;

import dev.millrace.artifact.serve.ArtifactServer;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.controller.source.config.SourceFlags;
import dev.millrace.runtime.application.Companion;
import dev.millrace.runtime.application.StartRefusal;
import dev.millrace.runtime.flags.ListenAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Serves the stored artifacts to the other controllers. Replicas that wait for the lead serve them
 * too, if what the leader stores is theirs as well.
 */
@Singleton
final class ArtifactServing implements Companion {
  private final ListenAddress address;
  private final ArtifactStorage storage;
  private @Nullable ArtifactServer server;

  @Inject
  ArtifactServing(SourceFlags flags, ArtifactStorage storage) {
    this.address = flags.storageAddr();
    this.storage = storage;
  }

  @Override
  public void start() {
    try {
      server =
          ArtifactServer.start(new InetSocketAddress(address.bindHost(), address.port()), storage);
    } catch (IOException e) {
      throw StartRefusal.cannotListen("--storage-addr", address, e);
    }
  }

  @Override
  public boolean servesWhileWaiting() {
    return storage.isShared();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}

package dev.millrace.git.ssh;

import dev.millrace.git.GitException;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one server may have, from the lines of a known_hosts text: plain and hashed names,
 * patterns, ports, and revoked keys. Nothing is ever added to it.
 */
final class KnownHosts implements ServerKeyDatabase {
  private static final String REVOKED = "revoked";

  private final List<PublicKey> accepted = new ArrayList<>();
  private final List<PublicKey> revoked = new ArrayList<>();
  private volatile @Nullable String refusal;

  private KnownHosts() {}

  /**
   * Reads the lines that concern a server.
   *
   * @throws GitException when the text can't be read
   */
  static KnownHosts read(String text, String host, int port) throws GitException {
    SshKeys.installProvider();
    var known = new KnownHosts();
    try {
      for (var entry : KnownHostEntry.readKnownHostEntries(new StringReader(text), true)) {
        if (entry.isHostMatch(host, port)) {
          known.add(entry);
        }
      }
      return known;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new GitException(
          GitException.Reason.INVALID_CREDENTIALS, "the 'known_hosts' text can't be read", e);
    }
  }

  private void add(KnownHostEntry entry) throws IOException, GeneralSecurityException {
    var key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
    if (key == null) {
      return;
    }
    if (entry.getMarker() == null) {
      accepted.add(key);
    } else if (REVOKED.equals(entry.getMarker())) {
      revoked.add(key);
    }
  }

  /** Why the server was refused; null when it was not. */
  @Nullable String refusal() {
    return refusal;
  }

  @Override
  public List<PublicKey> lookup(
      String connectAddress, InetSocketAddress remoteAddress, Configuration configuration) {
    return List.copyOf(accepted);
  }

  @Override
  public boolean accept(
      String connectAddress,
      InetSocketAddress remoteAddress,
      PublicKey key,
      Configuration configuration,
      @Nullable CredentialsProvider provider) {
    if (contains(revoked, key)) {
      refusal = "the server's host key is revoked in known_hosts";
    } else if (accepted.isEmpty()) {
      refusal = "knownhosts: key is unknown: known_hosts has no entry for this server";
    } else if (!contains(accepted, key)) {
      refusal = "knownhosts: key mismatch: the server has another host key than known_hosts says";
    }
    return refusal == null;
  }

  private static boolean contains(List<PublicKey> keys, PublicKey wanted) {
    return keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, wanted));
  }
}

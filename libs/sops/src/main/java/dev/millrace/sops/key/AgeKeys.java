package dev.millrace.sops.key;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Identities of age: X25519, the hybrid of ML-KEM-768 and X25519, and SSH keys of type ed25519.
 * Every identity is tried on every message, whatever recipient the file names.
 */
public final class AgeKeys implements KeySource {
  private static final String HYBRID = "AGE-SECRET-KEY-PQ-1";
  private static final String X25519 = "AGE-SECRET-KEY-1";
  private static final String SSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final int MAX_IDENTITIES = 1_000;
  private static final int MAX_DATA_KEY_BYTES = 4_096;

  private final List<RecipientStanzaReader> identities;

  private AgeKeys(List<RecipientStanzaReader> identities) {
    this.identities = List.copyOf(identities);
  }

  /**
   * Reads an identity file: one key a line, lines that start with {@code #} are comments; or one
   * SSH private key without passphrase.
   *
   * @throws InvalidKey if a line is no identity
   */
  public static AgeKeys parse(Sensitive<String> identityFile) throws InvalidKey {
    String text = identityFile.reveal();
    if (text.startsWith(SSH)) {
      return new AgeKeys(List.of(SshEd25519Identity.parse(text)));
    }
    List<RecipientStanzaReader> identities = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String identity = line.strip();
      if (!identity.isEmpty() && !identity.startsWith("#")) {
        identities.add(identity(identity, number));
      }
    }
    if (identities.isEmpty() || identities.size() > MAX_IDENTITIES) {
      throw new InvalidKey("there are no age identities, or more than " + MAX_IDENTITIES);
    }
    return new AgeKeys(identities);
  }

  private static RecipientStanzaReader identity(String text, int line) throws InvalidKey {
    try {
      if (text.startsWith(HYBRID)) {
        return HybridIdentity.parse(text);
      }
      if (text.startsWith(X25519)) {
        return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(text);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Reported without the cause, which may quote the key.
    }
    throw new InvalidKey("line " + line + " is no age identity (AGE-SECRET-KEY-1…)");
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.Age;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    byte[] message = (key.wrapped().strip() + "\n").getBytes(StandardCharsets.UTF_8);
    List<RecipientStanzaReader> all = List.of(this::fileKey);
    try (var source = Channels.newChannel(new ByteArrayInputStream(message));
        var plain = new ArmoredDecryptingChannelFactory().newDecryptingChannel(source, all);
        InputStream in = Channels.newInputStream(plain)) {
      return Sensitive.of(BoundedReads.readAll(in, "data key", MAX_DATA_KEY_BYTES));
    } catch (UnsupportedRecipientStanzaException e) {
      throw new KeyUnavailable("none of the age identities at hand fits");
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new KeyUnavailable("the age message is damaged, or none of the identities fits");
    }
  }

  private FileKey fileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    for (RecipientStanzaReader identity : identities) {
      try {
        return identity.getFileKey(stanzas);
      } catch (GeneralSecurityException e) {
        // The next identity may fit.
      }
    }
    throw new UnsupportedRecipientStanzaException("no identity fits");
  }
}

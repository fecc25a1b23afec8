package dev.millrace.git.signature;

import static dev.millrace.git.signature.TrustedKeys.unverified;

import dev.millrace.git.GitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** Checks detached PGP signatures against key rings. */
final class PgpVerifier {
  private static final Set<Integer> WEAK_HASHES =
      Set.of(HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160);

  private final List<String> armoredRings;
  private final Clock clock;

  PgpVerifier(List<String> armoredRings, Clock clock) {
    this.armoredRings = List.copyOf(armoredRings);
    this.clock = clock;
  }

  /** The id of the primary key whose signature it is. */
  String verify(byte[] payload, String armoredSignature) throws GitException {
    try {
      var rings = readRings();
      for (var signature : readSignatures(armoredSignature)) {
        for (var ring : rings) {
          var key = new PgpSigningKeys(ring).find(signature.getKeyID());
          if (key.isPresent() && isGood(signature, key.get(), ring, payload)) {
            return "%016X".formatted(ring.getPublicKey().getKeyID());
          }
        }
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw unverified("the PGP signature or a PGP key ring can't be read", e);
    }
    throw unverified("unable to verify payload with any of the given key rings");
  }

  private List<PGPPublicKeyRing> readRings() throws IOException, PGPException {
    var rings = new ArrayList<PGPPublicKeyRing>();
    for (var text : armoredRings) {
      var collection =
          new PGPPublicKeyRingCollection(decoded(text), new BcKeyFingerprintCalculator());
      collection.getKeyRings().forEachRemaining(rings::add);
    }
    return rings;
  }

  private static List<PGPSignature> readSignatures(String armored) throws IOException {
    var signatures = new ArrayList<PGPSignature>();
    var packets = new BcPGPObjectFactory(decoded(armored));
    for (Object packet = packets.nextObject(); packet != null; packet = packets.nextObject()) {
      if (packet instanceof PGPSignatureList list) {
        list.forEach(signatures::add);
      }
    }
    return signatures;
  }

  private static InputStream decoded(String armored) throws IOException {
    return PGPUtil.getDecoderStream(
        new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean isGood(
      PGPSignature signature, PGPPublicKey key, PGPPublicKeyRing ring, byte[] payload)
      throws PGPException {
    var primary = ring.getPublicKey();
    boolean usable =
        signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
            && !WEAK_HASHES.contains(signature.getHashAlgorithm())
            && !primary.hasRevocation()
            && !key.hasRevocation()
            && isValidNow(primary.getCreationTime().toInstant(), primary.getValidSeconds())
            && isValidNow(key.getCreationTime().toInstant(), key.getValidSeconds())
            && isValidNow(signature.getCreationTime().toInstant(), expiry(signature));
    if (!usable) {
      return false;
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    signature.update(payload);
    return signature.verify();
  }

  private static long expiry(PGPSignature signature) {
    var hashed = signature.getHashedSubPackets();
    return hashed == null ? 0 : hashed.getSignatureExpirationTime();
  }

  /** Whether something that lives for so many seconds is valid already and still; 0: for ever. */
  private boolean isValidNow(Instant created, long seconds) {
    var now = clock.instant();
    return !created.isAfter(now)
        && (seconds == 0 || now.isBefore(created.plus(Duration.ofSeconds(seconds))));
  }
}

package dev.millrace.git.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Which keys of a ring may sign data, as the ring itself says. Key servers hand out rings to which
 * anybody may have added keys, so only what the primary key signed counts.
 */
final class PgpSigningKeys {
  private final PGPPublicKeyRing ring;
  private final PGPPublicKey primary;

  PgpSigningKeys(PGPPublicKeyRing ring) {
    this.ring = ring;
    this.primary = ring.getPublicKey();
  }

  /** The key with an id; empty when the ring has none, or it may not sign data. */
  Optional<PGPPublicKey> find(long id) throws PGPException {
    var key = ring.getPublicKey(id);
    if (key == null) {
      return Optional.empty();
    }
    boolean maySign = key.isMasterKey() ? primaryMaySign() : subkeyMaySign(key);
    return maySign ? Optional.of(key) : Optional.empty();
  }

  /** Old primary keys do not say what they are for; then they are for everything. */
  private boolean primaryMaySign() throws PGPException {
    var flags = newest(selfSignatures()).map(PgpSigningKeys::flags);
    return flags.isPresent() && (flags.get() == 0 || (flags.get() & KeyFlags.SIGN_DATA) != 0);
  }

  private List<PGPSignature> selfSignatures() throws PGPException {
    var found = new ArrayList<PGPSignature>();
    for (var user : each(primary.getUserIDs())) {
      for (var signature : each(primary.getSignaturesForID(user))) {
        if (signature.isCertification()
            && isBy(primary, signature)
            && signature.verifyCertification(user, primary)) {
          found.add(signature);
        }
      }
    }
    for (var signature : each(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY))) {
      if (isBy(primary, signature) && signature.verifyCertification(primary)) {
        found.add(signature);
      }
    }
    return found;
  }

  private boolean subkeyMaySign(PGPPublicKey key) throws PGPException {
    var bindings = new ArrayList<PGPSignature>();
    for (var signature : each(key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING))) {
      if (isBy(primary, signature) && signature.verifyCertification(primary, key)) {
        bindings.add(signature);
      }
    }
    var binding = newest(bindings);
    return binding.isPresent()
        && (flags(binding.get()) & KeyFlags.SIGN_DATA) != 0
        && isWanted(key, binding.get());
  }

  /** A subkey agrees to its ring too, or else somebody could claim another's signatures. */
  private boolean isWanted(PGPPublicKey key, PGPSignature binding) throws PGPException {
    for (var part : List.of(binding.getHashedSubPackets(), binding.getUnhashedSubPackets())) {
      for (var signature : part.getEmbeddedSignatures()) {
        if (signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
            && isBy(key, signature)
            && signature.verifyCertification(primary, key)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Prepares a signature to be verified with a key, if it says that it is of this key. */
  private static boolean isBy(PGPPublicKey key, PGPSignature signature) throws PGPException {
    if (signature.getKeyID() != key.getKeyID()) {
      return false;
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    return true;
  }

  private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
    return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static int flags(PGPSignature signature) {
    PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
    return hashed == null ? 0 : hashed.getKeyFlags();
  }

  private static <T> Iterable<T> each(Iterator<T> iterator) {
    return () -> iterator;
  }
}

package dev.millrace.oci.signature;

import java.util.List;

/** Whose signatures count. */
@FunctionalInterface
public interface Trust {
  /**
   * Makes sure that a claim was signed by somebody who is trusted.
   *
   * @throws Untrusted when it was not, or that can't be shown
   */
  void require(SignedClaim claim) throws Untrusted;

  /** Trust in the holders of some keys, without any look into a transparency log. */
  static Trust inKeys(List<VerificationKey> keys) {
    var trusted = List.copyOf(keys);
    return claim -> {
      if (trusted.stream().noneMatch(key -> key.verifies(claim.message(), claim.signature()))) {
        throw new Untrusted("it is not of a trusted key");
      }
    };
  }
}

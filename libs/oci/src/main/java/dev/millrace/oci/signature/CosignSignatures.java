package dev.millrace.oci.signature;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.safety.BoundedReads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a manifest was signed by cosign with one of some keys, as Flux does for a {@code
 * verify.secretRef} (FLUX.md 2.2): no transparency log is asked.
 */
public final class CosignSignatures {
  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final int MAX_SIGNATURES = 100;
  private static final long MAX_BYTES = 1 << 20;

  private final RegistryClient registry;
  private final ImageReference repository;

  private CosignSignatures(RegistryClient registry, ImageReference repository) {
    this.registry = registry;
    this.repository = repository;
  }

  /** The signatures that a registry keeps beside what lies in a repository. */
  public static CosignSignatures in(RegistryClient registry, ImageReference repository) {
    return new CosignSignatures(registry, repository);
  }

  /**
   * Makes sure that the holder of one of the keys signed a manifest.
   *
   * @throws RegistryException with reason {@link Reason#UNVERIFIED} when nobody did; with another
   *     one when that can't be found out now
   */
  public void require(Digest manifest, List<VerificationKey> keys) throws RegistryException {
    int found = 0;
    for (var claim : besideTheManifest(manifest)) {
      found++;
      if (keys.stream().anyMatch(key -> claim.holds(manifest, key))) {
        return;
      }
    }
    for (var claim : inBundles(manifest)) {
      found++;
      if (keys.stream().anyMatch(key -> claim.holds(manifest, key))) {
        return;
      }
    }
    var subject = repository.withDigest(manifest);
    throw new RegistryException(
        Reason.UNVERIFIED,
        found == 0
            ? "no signatures were found for '%s'".formatted(subject)
            : "no matching signatures were found for '%s': none of %d is of a trusted key"
                .formatted(subject, found));
  }

  /** The older form: one manifest under a tag that is made of the digest. */
  private List<SignedClaim> besideTheManifest(Digest manifest) throws RegistryException {
    var tag = manifest.toString().replace(':', '-') + ".sig";
    var claims = new ArrayList<SignedClaim>();
    for (var layer : layersOf(repository.withTag(tag))) {
      var signature = layer.annotations().get(SIGNATURE);
      if (layer.mediaType().equals(PAYLOAD) && signature != null) {
        SignedClaim.ofPayload(content(layer), signature).ifPresent(claims::add);
      }
    }
    return claims;
  }

  /** The newer form: bundles that refer to the manifest. */
  private List<SignedClaim> inBundles(Digest manifest) throws RegistryException {
    var claims = new ArrayList<SignedClaim>();
    for (var referrer : bounded(registry.referrers(repository, manifest))) {
      if (referrer.artifactType().startsWith(BUNDLE)) {
        for (var layer : layersOf(repository.withDigest(referrer.digest()))) {
          if (layer.mediaType().startsWith(BUNDLE)) {
            SignedClaim.ofBundle(content(layer)).ifPresent(claims::add);
          }
        }
      }
    }
    return claims;
  }

  private List<Descriptor> layersOf(ImageReference image) throws RegistryException {
    var manifest = find(image);
    return manifest == null ? List.of() : bounded(manifest.layers());
  }

  private @Nullable Manifest find(ImageReference image) throws RegistryException {
    try {
      return registry.manifest(image);
    } catch (RegistryException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /** Somebody who may push could keep us busy for ever. */
  private static <T> List<T> bounded(List<T> all) throws RegistryException {
    if (all.size() > MAX_SIGNATURES) {
      throw new RegistryException(
          Reason.LIMIT,
          "more than %d signatures lie beside the manifest".formatted(MAX_SIGNATURES));
    }
    return all;
  }

  private byte[] content(Descriptor layer) throws RegistryException {
    return registry.blob(
        repository, layer, blob -> BoundedReads.readAll(blob, "a signature", MAX_BYTES));
  }
}

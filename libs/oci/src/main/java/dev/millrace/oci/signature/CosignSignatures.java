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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a manifest was signed by cosign, as Flux does for {@code spec.verify} (FLUX.md 2.2):
 * in the form of cosign 1 and 2 under a tag, or in the bundles of cosign 3.
 */
public final class CosignSignatures {
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_OBJECTIONS = 3;
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
   * Makes sure that the holder of one of the keys signed a manifest; no transparency log is asked.
   *
   * @throws RegistryException as {@link #require(Digest, Trust)} does
   */
  public void require(Digest manifest, List<VerificationKey> keys) throws RegistryException {
    require(manifest, Trust.inKeys(keys));
  }

  /**
   * Makes sure that somebody who is trusted signed a manifest.
   *
   * @throws RegistryException with reason {@link Reason#UNVERIFIED} when nobody did; with another
   *     one when that can't be found out now
   */
  public void require(Digest manifest, Trust trust) throws RegistryException {
    var objections = new ArrayList<String>();
    if (anyHolds(inBundles(manifest), manifest, trust, objections)
        || anyHolds(besideTheManifest(manifest), manifest, trust, objections)) {
      return;
    }
    var subject = repository.withDigest(manifest);
    throw new RegistryException(
        Reason.UNVERIFIED,
        objections.isEmpty()
            ? "no signatures were found for '%s'".formatted(subject)
            : "no matching signatures were found for '%s': none of %d counts: %s"
                .formatted(subject, objections.size(), summary(objections)));
  }

  private static boolean anyHolds(
      List<SignedClaim> claims, Digest manifest, Trust trust, List<String> objections) {
    for (var claim : claims) {
      try {
        claim.require(manifest, trust);
        return true;
      } catch (Untrusted e) {
        objections.add(String.valueOf(e.getMessage()));
      }
    }
    return false;
  }

  private static String summary(List<String> objections) {
    return objections.stream().distinct().limit(MAX_OBJECTIONS).collect(Collectors.joining("; "));
  }

  /** The older form: one manifest under a tag that is made of the digest. */
  private List<SignedClaim> besideTheManifest(Digest manifest) throws RegistryException {
    var tag = manifest.toString().replace(':', '-') + ".sig";
    var claims = new ArrayList<SignedClaim>();
    for (var layer : layersOf(repository.withTag(tag))) {
      if (layer.mediaType().equals(TagSignature.PAYLOAD)) {
        TagSignature.read(content(layer), layer.annotations()).ifPresent(claims::add);
      }
    }
    return claims;
  }

  /** The newer form: bundles that refer to the manifest. */
  private List<SignedClaim> inBundles(Digest manifest) throws RegistryException {
    var claims = new ArrayList<SignedClaim>();
    for (var referrer : bounded(registry.referrers(repository, manifest))) {
      if (mayBeBundle(referrer)) {
        for (var layer : layersOf(repository.withDigest(referrer.digest()))) {
          if (layer.mediaType().startsWith(Bundle.MEDIA_TYPE)) {
            Bundle.read(content(layer)).ifPresent(claims::add);
            bounded(claims);
          }
        }
      }
    }
    return claims;
  }

  /** Lists that stand in for the registry's own do not always say what they list. */
  private static boolean mayBeBundle(Descriptor referrer) {
    return referrer.artifactType().isEmpty()
        || referrer.artifactType().startsWith(Bundle.MEDIA_TYPE);
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

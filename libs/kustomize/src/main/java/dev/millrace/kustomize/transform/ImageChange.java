package dev.millrace.kustomize.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.kustomize.kustomization.Image;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of one image reference. */
final class ImageChange {
  private static final String TAG = "(:[a-zA-Z0-9_.{}-]*)?";
  private static final String DIGEST = "(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?";

  private final Image image;
  private final @Nullable Pattern pattern;

  ImageChange(Image image) {
    this.image = image;
    this.pattern = compile(image.name());
  }

  /** The changed reference, or null when the image is not meant. */
  @Nullable String apply(String reference) {
    if (pattern == null || !pattern.matcher(reference).find()) {
      return null;
    }
    Parts parts = Parts.of(reference);
    String name = image.newName().isEmpty() ? parts.name : image.newName();
    String tag = parts.tag;
    String digest = parts.digest;
    if (!image.newTag().isEmpty() || !image.digest().isEmpty()) {
      tag = image.newTag();
      digest = image.digest();
    } else if (!image.tagSuffix().isEmpty()) {
      tag += image.tagSuffix();
      digest = "";
    }
    return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }

  /** The name is a regular expression in the original, too; a malformed one matches nothing. */
  private static @Nullable Pattern compile(String name) {
    try {
      return Pattern.compile("^" + name + TAG + DIGEST + "$");
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /** A reference taken apart; a port of the registry is part of the name. */
  private record Parts(String name, String tag, String digest) {
    static Parts of(String reference) {
      int search = Math.max(0, reference.indexOf('/'));
      int at = reference.indexOf('@', search);
      int colon = reference.indexOf(':', search);
      if (at >= 0 && (colon < 0 || at < colon)) {
        return new Parts(reference.substring(0, at), "", reference.substring(at + 1));
      }
      if (colon < 0) {
        return new Parts(reference, "", "");
      }
      String name = reference.substring(0, colon);
      return at < 0
          ? new Parts(name, reference.substring(colon + 1), "")
          : new Parts(name, reference.substring(colon + 1, at), reference.substring(at + 1));
    }
  }
}

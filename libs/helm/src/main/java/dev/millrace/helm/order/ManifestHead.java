package dev.millrace.helm.order;

import dev.millrace.helm.decode.DecodeException;
import dev.millrace.helm.decode.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Helm needs to know of an object; absent texts are empty.
 *
 * @param annotations empty where there are none
 */
public record ManifestHead(
    String apiVersion, String kind, String name, Map<String, String> annotations) {

  /** Defensive copy. */
  public ManifestHead {
    annotations = Map.copyOf(annotations);
  }

  /**
   * Reads the head of a parsed document.
   *
   * @throws DecodeException if the document or one of the fields has another form
   */
  public static ManifestHead of(@Nullable Object document) throws DecodeException {
    Fields fields = Fields.of("the document", document);
    Fields metadata = fields.fields("metadata");
    return new ManifestHead(
        fields.text("apiVersion"),
        fields.text("kind"),
        metadata.text("name"),
        metadata.textMap("annotations"));
  }
}

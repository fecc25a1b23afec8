package dev.millrace.helm.order;

import dev.millrace.helm.decode.DecodeException;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document of a rendered template.
 *
 * @param path the template it comes from, for example {@code app/templates/service.yaml}
 * @param content the document as it was rendered, without blanks before it
 */
public record Manifest(String path, String content, ManifestHead head) {

  /**
   * A document that is yet to be read.
   *
   * @throws ManifestException if it is no YAML or no object
   */
  static Manifest parsed(String path, String content) throws ManifestException {
    try {
      return of(path, content, YamlReader.sigs().read(content));
    } catch (YamlException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * A document that was written from a tree.
   *
   * @throws ManifestException if the tree is no object
   */
  public static Manifest written(String path, String content, Map<String, Object> tree)
      throws ManifestException {
    return of(path, content, tree);
  }

  private static Manifest of(String path, String content, @Nullable Object tree)
      throws ManifestException {
    try {
      return new Manifest(path, content, ManifestHead.of(tree));
    } catch (DecodeException e) {
      throw unreadable(path, e);
    }
  }

  private static ManifestException unreadable(String path, Exception e) {
    return new ManifestException("YAML parse error on " + path + ": " + e.getMessage(), e);
  }
}

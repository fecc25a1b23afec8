package dev.millrace.helm.action;

import java.util.List;
import java.util.Map;

/**
 * Changes objects between rendering and applying (FLUX.md 4.4).
 *
 * @param strategy which objects go through it
 */
public record PostRendering(Strategy strategy, PostRenderer renderer) {
  /** Which objects go through a post renderer. */
  public enum Strategy {
    /** The objects of the release; hooks stay as they are, as in Helm 3. */
    NO_HOOKS,
    /** Objects and hooks in one pass, as in Helm 4. */
    COMBINED,
    /** Objects and hooks, each in a pass of its own. */
    SEPARATE
  }

  /** Changes objects. */
  @FunctionalInterface
  public interface PostRenderer {
    /**
     * Gives the objects to use in place of {@code objects}; the annotation {@code
     * postrenderer.helm.sh/postrender-filename} of each object names the template it came from and
     * is to be kept.
     *
     * @throws ActionException if it can't be done; the message is for the user
     */
    List<Map<String, Object>> render(List<Map<String, Object>> objects) throws ActionException;

    /**
     * Whether what becomes of an object depends on no other one, so that a large release need not
     * be given as a whole.
     */
    default boolean takesEachAlone() {
      return false;
    }
  }
}

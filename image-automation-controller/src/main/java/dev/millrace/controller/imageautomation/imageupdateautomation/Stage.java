package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.git.GitException;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a run. Each has words of Flux for its failures, which stand before what exactly
 * failed: people search and alert by them.
 */
enum Stage {
  FIND_SOURCE("failed configuring source manager: ", AutomationReason.SOURCE_MANAGER_FAILED),
  CHECK_OUT("failed to checkout source: ", AutomationReason.GIT_OPERATION_FAILED),
  UPDATE_FILES("failed to apply policies: ", AutomationReason.UPDATE_FAILED),
  UPDATE_SOURCE("failed to update source: ", AutomationReason.GIT_OPERATION_FAILED);

  private final String words;
  private final AutomationReason reason;

  Stage(String words, AutomationReason reason) {
    this.words = words;
    this.reason = reason;
  }

  /** A part of a stage. */
  @FunctionalInterface
  interface Part<T> {
    T run() throws IOException;
  }

  /**
   * Carries out a part of this stage.
   *
   * @throws ReconcileFailure in the words of the stage, or for a reason of its own, which speaks
   *     for itself
   */
  <T> T carryOut(Part<T> part) {
    try {
      return part.run();
    } catch (ReconcileFailure e) {
      throw e.reason() == reason ? failed(e.text(), e.getCause()) : e;
    } catch (GitException e) {
      throw ofRepository().failed(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw failed("the files can't be read: " + e.getMessage(), e);
    }
  }

  private ReconcileFailure failed(String detail, @Nullable Throwable cause) {
    return new ReconcileFailure(reason, words + detail, cause);
  }

  /** Flux has all files on its disk before it changes any: those that it can't read end that. */
  private Stage ofRepository() {
    return this == UPDATE_FILES ? CHECK_OUT : this;
  }
}

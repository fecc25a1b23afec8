package dev.millrace.helm.action;

import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;

/** How an upgrade or rollback writes objects. */
public enum ApplyChoice {
  SERVER_SIDE,
  CLIENT_SIDE,
  /** As the previous revision did. */
  AS_BEFORE;

  ApplyMethod after(Release previous) {
    return switch (this) {
      case SERVER_SIDE -> ApplyMethod.SERVER_SIDE;
      case CLIENT_SIDE -> ApplyMethod.CLIENT_SIDE;
      case AS_BEFORE ->
          previous.applyMethod() == ApplyMethod.SERVER_SIDE
              ? ApplyMethod.SERVER_SIDE
              : ApplyMethod.CLIENT_SIDE;
    };
  }
}

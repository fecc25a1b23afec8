package dev.millrace.controller.kustomize.remote;

import dev.millrace.kustomize.remote.GitBase;

/** What bases have in common that lie in one commit of one repository. */
record RepositoryRef(String repository, String ref, boolean submodules) {
  static RepositoryRef of(GitBase base) {
    return new RepositoryRef(base.repository(), base.ref(), base.submodules());
  }
}

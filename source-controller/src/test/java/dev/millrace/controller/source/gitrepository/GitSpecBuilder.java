package dev.millrace.controller.source.gitrepository;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitInclude;
import dev.millrace.api.source.GitReference;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.api.source.GitVerification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a spec: main of a repository, every minute. */
final class GitSpecBuilder {
  static final GitReference MAIN = new GitReference("main", null, null, null, null);

  private String url;
  private GitReference ref = MAIN;
  private @Nullable String ignore;
  private @Nullable String secret;
  private @Nullable GitVerification verify;
  private List<String> sparse = List.of();
  private boolean recurseSubmodules;
  private List<GitInclude> include = List.of();

  GitSpecBuilder(String url) {
    this.url = url;
  }

  GitSpecBuilder url(String value) {
    url = value;
    return this;
  }

  GitSpecBuilder ref(GitReference value) {
    ref = value;
    return this;
  }

  GitSpecBuilder ignore(String value) {
    ignore = value;
    return this;
  }

  GitSpecBuilder secret(String value) {
    secret = value;
    return this;
  }

  GitSpecBuilder verify(GitVerification value) {
    verify = value;
    return this;
  }

  GitSpecBuilder sparse(List<String> value) {
    sparse = value;
    return this;
  }

  GitSpecBuilder recurseSubmodules() {
    recurseSubmodules = true;
    return this;
  }

  GitSpecBuilder include(GitInclude value) {
    include = List.of(value);
    return this;
  }

  GitRepositorySpec build() {
    return new GitRepositorySpec(
        url,
        new GoDuration("1m"),
        new GoDuration("10s"),
        ref,
        secret == null ? null : new LocalObjectReference(secret),
        "generic",
        null,
        null,
        verify,
        ignore,
        sparse,
        recurseSubmodules,
        include,
        false);
  }
}

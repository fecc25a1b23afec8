package dev.millrace.controller.source.gitrepository;

import dev.millrace.access.git.GitAccess;

/** The steps of the GitRepository pipeline, in their order. */
public record GitSteps(
    GitAccess access,
    FindIncludes findIncludes,
    FetchCommit fetchCommit,
    VerifySignature verifySignature,
    PublishArchive publishArchive) {}

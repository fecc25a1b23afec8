package dev.millrace.controller.source.gitrepository;

/** The steps of the GitRepository pipeline, in their order. */
public record GitSteps(
    ResolveRemote resolveRemote,
    FindIncludes findIncludes,
    FetchCommit fetchCommit,
    VerifySignature verifySignature,
    PublishArchive publishArchive) {}

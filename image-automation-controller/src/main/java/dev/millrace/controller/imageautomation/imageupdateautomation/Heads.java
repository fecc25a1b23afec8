package dev.millrace.controller.imageautomation.imageupdateautomation;

import java.util.Optional;

/**
 * What the remote holds at one moment.
 *
 * @param checkout the revision of what is checked out
 * @param pushBranch the commit at the head of the push branch; empty when there is no such branch
 */
record Heads(String checkout, Optional<String> pushBranch) {}

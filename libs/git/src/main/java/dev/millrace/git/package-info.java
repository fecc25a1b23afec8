/** Fetch, verify, commit, sign and push with JGit. */
@NullMarked
package dev.millrace.git;

import org.jspecify.annotations.NullMarked;

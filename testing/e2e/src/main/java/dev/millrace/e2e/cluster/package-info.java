/** The cluster as a user with kubectl sees it: apply, look, wait. */
@NullMarked
package dev.millrace.e2e.cluster;

import org.jspecify.annotations.NullMarked;

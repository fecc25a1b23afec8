/** Talking to remotes: listing, fetching, pushing. */
@NullMarked
package dev.millrace.git.remote;

import org.jspecify.annotations.NullMarked;

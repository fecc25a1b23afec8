/** Access to the Git servers of GitRepositories (FLUX.md 1.14, 2.1). */
@NullMarked
package dev.millrace.access.git;

import org.jspecify.annotations.NullMarked;

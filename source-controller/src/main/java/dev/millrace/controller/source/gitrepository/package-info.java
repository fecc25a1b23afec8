/** GitRepository: a commit becomes an artifact (FLUX.md 2.1). */
@NullMarked
package dev.millrace.controller.source.gitrepository;

import org.jspecify.annotations.NullMarked;

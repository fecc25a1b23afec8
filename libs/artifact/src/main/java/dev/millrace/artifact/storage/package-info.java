/** Where artifacts are kept: publishing, verification, retention. */
@NullMarked
package dev.millrace.artifact.storage;

import org.jspecify.annotations.NullMarked;

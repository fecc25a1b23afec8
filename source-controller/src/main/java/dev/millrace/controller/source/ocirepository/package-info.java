/** OCIRepository: an artifact of a registry becomes an artifact (FLUX.md 2.2). */
@NullMarked
package dev.millrace.controller.source.ocirepository;

import org.jspecify.annotations.NullMarked;

/** ArtifactGenerators: artifacts composed of the files of others (FLUX.md 2.7). */
@NullMarked
package dev.millrace.controller.source.generator;

import org.jspecify.annotations.NullMarked;

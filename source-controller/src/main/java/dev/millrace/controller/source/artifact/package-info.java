/** What every kind of source does with the artifact storage. */
@NullMarked
package dev.millrace.controller.source.artifact;

import org.jspecify.annotations.NullMarked;

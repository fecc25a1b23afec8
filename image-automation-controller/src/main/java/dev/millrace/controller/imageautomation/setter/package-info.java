/** Writes the latest images into marked fields of YAML files. */
@NullMarked
package dev.millrace.controller.imageautomation.setter;

import org.jspecify.annotations.NullMarked;

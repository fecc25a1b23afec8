/** ImageRepositories: scanning a registry for the tags of an image (FLUX.md 6.1). */
@NullMarked
package dev.millrace.controller.imageautomation.imagerepository;

import org.jspecify.annotations.NullMarked;

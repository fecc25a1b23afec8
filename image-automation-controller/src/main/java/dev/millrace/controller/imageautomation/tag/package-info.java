/** Lists of image tags: where they come from, what is left out, where they are kept. */
@NullMarked
package dev.millrace.controller.imageautomation.tag;

import org.jspecify.annotations.NullMarked;

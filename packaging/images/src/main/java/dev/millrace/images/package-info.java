/** Container images of the controllers, made without a container engine. */
@NullMarked
package dev.millrace.images;

import org.jspecify.annotations.NullMarked;

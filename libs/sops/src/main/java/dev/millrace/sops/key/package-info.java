/** Ways to the data key of a SOPS file: master keys, where they are held, and key groups. */
@NullMarked
package dev.millrace.sops.key;

import org.jspecify.annotations.NullMarked;

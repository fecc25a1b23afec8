/** Talking to servers safely: deadlines for whole transfers, TLS from PEM texts. */
@NullMarked
package dev.millrace.safety.net;

import org.jspecify.annotations.NullMarked;

/** A proxy in front of the API server that answers, delays, cuts or kills as it is told. */
@NullMarked
package dev.millrace.chaos.proxy;

import org.jspecify.annotations.NullMarked;

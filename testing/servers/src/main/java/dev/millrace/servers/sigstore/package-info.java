/** An instance of Sigstore made for one test: authority, logs and clock, honest or not. */
@NullMarked
package dev.millrace.servers.sigstore;

import org.jspecify.annotations.NullMarked;

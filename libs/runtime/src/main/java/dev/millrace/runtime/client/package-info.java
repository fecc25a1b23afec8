/** How the API server is talked to. */
@NullMarked
package dev.millrace.runtime.client;

import org.jspecify.annotations.NullMarked;

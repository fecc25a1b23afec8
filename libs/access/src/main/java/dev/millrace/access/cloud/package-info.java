/**
 * Logging in with the identity that a cloud gives to this process. Addresses of the clouds'
 * services come from the environment variables that the clouds' own tools know, so that private
 * endpoints and tests can replace them.
 */
@NullMarked
package dev.millrace.access.cloud;

import org.jspecify.annotations.NullMarked;

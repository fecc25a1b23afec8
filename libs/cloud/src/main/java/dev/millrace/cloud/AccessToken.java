package dev.millrace.cloud;

import dev.millrace.safety.Sensitive;
import java.time.Instant;

/**
 * A bearer token.
 *
 * @param expires when it ends
 */
public record AccessToken(Sensitive<String> value, Instant expires) {}

package dev.millrace.controller.source.http;

import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param credentials sent to the server of the first request only
 * @param credentialsEverywhere send them to other hosts too ({@code passCredentials})
 * @param tls whom to trust and how to identify
 * @param timeout for the whole request
 */
public record HttpAccess(
    Optional<Credentials> credentials,
    boolean credentialsEverywhere,
    TlsMaterial tls,
    Duration timeout) {}

package dev.millrace.controller.source.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a server is reached.
 *
 * @param credentials sent to the server of the first request only
 * @param credentialsEverywhere send them to other hosts too ({@code passCredentials})
 * @param tls how to trust and to identify; empty for the defaults
 * @param timeout for the whole request
 */
public record HttpAccess(
    Optional<Credentials> credentials,
    boolean credentialsEverywhere,
    Optional<SSLContext> tls,
    Duration timeout) {}

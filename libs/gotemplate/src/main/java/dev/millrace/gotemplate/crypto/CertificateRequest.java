package dev.millrace.gotemplate.crypto;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param commonName the common name of its subject
 * @param addresses the IP addresses it is valid for
 * @param hosts the host names it is valid for
 * @param validity how long it is valid from now on
 */
public record CertificateRequest(
    String commonName, List<String> addresses, List<String> hosts, Duration validity) {}

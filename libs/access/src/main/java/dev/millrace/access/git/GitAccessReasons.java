package dev.millrace.access.git;

import dev.millrace.runtime.outcome.Reason;

/**
 * The reasons by which a kind reports that a Git server can't be reached as its object says.
 *
 * @param url the URL is wrongly written
 * @param authentication credentials, certificates or the proxy can't be read, or no token is given
 * @param provider {@code spec.provider} does not fit the rest of the object
 * @param providerOfSecret {@code spec.provider} does not fit the content of the Secret, which may
 *     change without the object
 */
public record GitAccessReasons(
    Reason url, Reason authentication, Reason provider, Reason providerOfSecret) {}

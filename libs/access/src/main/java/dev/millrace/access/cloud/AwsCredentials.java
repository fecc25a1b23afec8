package dev.millrace.access.cloud;

import dev.millrace.safety.Sensitive;

/**
 * Keys that sign requests to AWS.
 *
 * @param sessionToken goes with temporary keys; empty for others
 */
record AwsCredentials(String accessKey, Sensitive<String> secretKey, String sessionToken) {}

package dev.millrace.cloud.aws;

import java.net.URI;
import java.util.regex.Pattern;

/** Where the services of AWS are. */
public final class AwsEndpoints {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");

  private AwsEndpoints() {}

  /** The Security Token Service of a region. */
  public static URI sts(String region) {
    return service("sts", region);
  }

  /** The Key Management Service of a region. */
  public static URI kms(String region) {
    return service("kms", region);
  }

  /** The Kubernetes service of a region. */
  public static URI eks(String region) {
    return service("eks", region);
  }

  /** The Elastic Container Registry of a region. */
  public static URI ecr(String region) {
    return service("api.ecr", region);
  }

  /** The regional endpoint of a service. */
  private static URI service(String service, String region) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("not a region of AWS");
    }
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://" + service + "." + region + "." + domain + "/");
  }
}

package dev.millrace.cloud;

import dev.millrace.cloud.aws.AwsEndpoints;
import dev.millrace.cloud.azure.AzureApp;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services of the clouds are: at their public addresses, unless the environment names
 * others, as it does for private endpoints and in tests.
 *
 * @param environment the variables of the process
 */
public record CloudEndpoints(Map<String, String> environment) {
  private static final URI MACHINE = URI.create("http://169.254.169.254");

  /** Copies the map. */
  public CloudEndpoints {
    environment = Map.copyOf(environment);
  }

  /** The public addresses. */
  public static CloudEndpoints standard() {
    return new CloudEndpoints(Map.of());
  }

  /** The Security Token Service of AWS ({@code AWS_ENDPOINT_URL_STS}). */
  public URI awsSts(String region) {
    return named("AWS_ENDPOINT_URL_STS").orElseGet(() -> AwsEndpoints.sts(region));
  }

  /** The Key Management Service of AWS ({@code AWS_ENDPOINT_URL_KMS}). */
  public URI awsKms(String region) {
    return named("AWS_ENDPOINT_URL_KMS").orElseGet(() -> AwsEndpoints.kms(region));
  }

  /** The Kubernetes service of AWS ({@code AWS_ENDPOINT_URL_EKS}). */
  public URI awsEks(String region) {
    return named("AWS_ENDPOINT_URL_EKS").orElseGet(() -> AwsEndpoints.eks(region));
  }

  /** The Elastic Container Registry of AWS ({@code AWS_ENDPOINT_URL_ECR}). */
  public URI awsEcr(String region) {
    return named("AWS_ENDPOINT_URL_ECR").orElseGet(() -> AwsEndpoints.ecr(region));
  }

  /** The metadata of machines of AWS ({@code AWS_EC2_METADATA_SERVICE_ENDPOINT}). */
  public URI awsMachine() {
    return named("AWS_EC2_METADATA_SERVICE_ENDPOINT").orElse(MACHINE);
  }

  /** The metadata of machines of Azure ({@code AZURE_POD_IDENTITY_AUTHORITY_HOST}). */
  public URI azureMachine() {
    return named("AZURE_POD_IDENTITY_AUTHORITY_HOST").orElse(MACHINE);
  }

  /** The metadata of machines of Google ({@code GCE_METADATA_HOST}, without a scheme). */
  public URI gcpMachine() {
    return Optional.ofNullable(environment.get("GCE_METADATA_HOST"))
        .filter(host -> !host.isEmpty())
        .map(host -> URI.create("http://" + host))
        .orElse(MACHINE);
  }

  /** A registry of Azure ({@code MILLRACE_AZURE_REGISTRY_ENDPOINT}). */
  public URI azureRegistry(String host) {
    return named("MILLRACE_AZURE_REGISTRY_ENDPOINT").orElse(URI.create("https://" + host));
  }

  /**
   * The one Git server of Azure that has a name of its own ({@code MILLRACE_AZURE_DEVOPS_HOST}).
   */
  public Optional<String> azureDevOps() {
    return Optional.ofNullable(environment.get("MILLRACE_AZURE_DEVOPS_HOST"))
        .filter(host -> !host.isEmpty());
  }

  /** Where Azure gives out tokens ({@code AZURE_AUTHORITY_HOST}). */
  public URI azureAuthority() {
    return named("AZURE_AUTHORITY_HOST").orElse(AzureApp.PUBLIC_AUTHORITY);
  }

  /** The resource manager of Azure ({@code MILLRACE_AZURE_RESOURCE_MANAGER_ENDPOINT}). */
  public URI azureResourceManager() {
    return named("MILLRACE_AZURE_RESOURCE_MANAGER_ENDPOINT")
        .orElse(URI.create("https://management.azure.com/"));
  }

  /**
   * The one key vault that is not at Azure's domains ({@code MILLRACE_AZURE_KEY_VAULT_ENDPOINT}).
   */
  public Optional<URI> azureKeyVault() {
    return named("MILLRACE_AZURE_KEY_VAULT_ENDPOINT");
  }

  /** Where Google exchanges tokens of clusters ({@code MILLRACE_GCP_STS_ENDPOINT}). */
  public URI gcpSts() {
    return named("MILLRACE_GCP_STS_ENDPOINT").orElse(URI.create("https://sts.googleapis.com/"));
  }

  /** Where Google gives tokens of service accounts ({@code MILLRACE_GCP_IAM_ENDPOINT}). */
  public URI gcpIam() {
    return named("MILLRACE_GCP_IAM_ENDPOINT")
        .orElse(URI.create("https://iamcredentials.googleapis.com/"));
  }

  /** The Kubernetes service of Google ({@code MILLRACE_GCP_CONTAINER_ENDPOINT}). */
  public URI gcpContainer() {
    return named("MILLRACE_GCP_CONTAINER_ENDPOINT")
        .orElse(URI.create("https://container.googleapis.com/"));
  }

  /** The Key Management Service of Google ({@code MILLRACE_GCP_KMS_ENDPOINT}). */
  public URI gcpKms() {
    return named("MILLRACE_GCP_KMS_ENDPOINT")
        .orElse(URI.create("https://cloudkms.googleapis.com/"));
  }

  private Optional<URI> named(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(URI::create);
  }
}

package dev.millrace.sops.metadata;

import java.util.Map;

/**
 * A key outside of the file that opens the data key or a part of it, as the file's metadata names
 * it. Nothing in it is secret: the wrapped part is of use only to the holder of the key.
 */
public sealed interface MasterKey {
  /** The wrapped data key in the form of this kind of key. */
  String wrapped();

  /** Kind and identity, for messages. */
  String describe();

  /** A recipient of age. Only the wrapped text counts; the original does not trust the name. */
  record Age(String recipient, String wrapped) implements MasterKey {
    @Override
    public String describe() {
      return "age " + recipient;
    }
  }

  /** An OpenPGP key. The wrapped text is an armored message, which names its keys itself. */
  record Pgp(String fingerprint, String wrapped) implements MasterKey {
    @Override
    public String describe() {
      return "pgp " + fingerprint;
    }
  }

  /**
   * A key of AWS KMS.
   *
   * @param role the role to assume before the call, or empty
   * @param context the encryption context
   * @param wrapped base64
   */
  record AwsKms(String arn, String role, Map<String, String> context, String wrapped)
      implements MasterKey {
    public AwsKms {
      context = Map.copyOf(context);
    }

    @Override
    public String describe() {
      return "aws-kms " + arn;
    }
  }

  /** A key of Google Cloud KMS; the wrapped part is base64. */
  record GcpKms(String resourceId, String wrapped) implements MasterKey {
    @Override
    public String describe() {
      return "gcp-kms " + resourceId;
    }
  }

  /** A key of Azure Key Vault; the wrapped part is base64 for URLs. */
  record AzureKeyVault(String vaultUrl, String name, String version, String wrapped)
      implements MasterKey {
    @Override
    public String describe() {
      return "azure-kv " + vaultUrl + "/keys/" + name;
    }
  }

  /** A transit key of HashiCorp Vault or OpenBao; the wrapped part is in Vault's own form. */
  record Vault(String address, String enginePath, String keyName, String wrapped)
      implements MasterKey {
    @Override
    public String describe() {
      return "hc-vault " + address + "/v1/" + enginePath + "/keys/" + keyName;
    }
  }
}

package dev.millrace.nativeimage;

import dev.harrel.jsonschema.Validator;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.kustomize.Kustomizer;
import java.security.AlgorithmParameterGenerator;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KDFParameters;
import javax.crypto.KEM;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKeyFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.SshdEventListener;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.nls.TranslationBundle;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;

/** What the libraries reach by name, told by rules over what their jars hold. */
final class Reachability {
  /** Part of the set with which connections over SSH were seen to work; not minimised. */
  private static final List<Class<?>> OTHER_SERVICES =
      List.of(
          AlgorithmParameters.class,
          AlgorithmParameterGenerator.class,
          KeyStore.class,
          SecureRandom.class,
          KEM.class,
          KeyGenerator.class,
          SecretKeyFactory.class);

  private final Metadata metadata = new Metadata();

  private Reachability() {}

  /** The metadata of all libraries that have any. */
  static Metadata ofLibraries() {
    Reachability reachability = new Reachability();
    Stream.of(Repository.class, SshdSessionFactory.class)
        .map(Library::of)
        .forEach(reachability::jgit);
    reachability.sshd(Library.of(SshConstants.class));
    reachability.jsonSchema(Library.of(Validator.class));
    Stream.of(Kustomizer.class, InstallAction.class, Normalization.class)
        .map(Library::of)
        .forEach(reachability::ownTables);
    reachability.keyDerivation(Security.getProvider("SunJCE"));
    return reachability.metadata;
  }

  /** JGit asks enumerations of its configuration for their values and makes texts by name. */
  private void jgit(Library library) {
    library
        .classes()
        .filter(type -> type.isEnum() && isReachable(type))
        .forEach(type -> metadata.enumeration(type.getName()));
    library
        .classes()
        .filter(type -> type.getSuperclass() == TranslationBundle.class)
        .forEach(
            type -> {
              metadata.constructedWithFields(type.getName());
              metadata.bundle(type.getName());
            });
    services(library);
  }

  /** MINA makes its parts by name, wraps listeners, and finds security services by reflection. */
  private void sshd(Library library) {
    Stream.of(
            Nio2ServiceFactoryFactory.class,
            SunJCESecurityProviderRegistrar.class,
            BouncyCastleSecurityProviderRegistrar.class)
        .forEach(type -> metadata.constructed(type.getName()));
    metadata.constructedWithFields(BouncyCastleProvider.class.getName());
    // Where the words of messages about the protocol come from.
    metadata.fields(SshConstants.class.getName());
    Stream.concat(SecurityProviderRegistrar.SECURITY_ENTITIES.stream(), OTHER_SERVICES.stream())
        .forEach(type -> metadata.securityService(type.getName()));
    library
        .classes()
        .filter(type -> type.isInterface() && type != SshdEventListener.class)
        .filter(SshdEventListener.class::isAssignableFrom)
        .forEach(type -> metadata.proxy(type.getName()));
    library.files().stream()
        .filter(file -> file.endsWith("/moduli") || file.endsWith("/sshd-version.properties"))
        .forEach(metadata::resource);
    metadata.resource("org/apache/sshd/common/kex/*.prime");
  }

  /** The meta-schemas of the drafts. */
  private void jsonSchema(Library library) {
    metadata.resource("dev/harrel/jsonschema/**");
    library.files().stream()
        .filter(file -> file.matches("draft[^/]*\\.json"))
        .forEach(metadata::resource);
  }

  /**
   * Java's newest kind of security service, with which age unwraps keys. The kinds whose providers
   * native-image registers by itself are a list that need not have it.
   */
  private void keyDerivation(Provider provider) {
    provider.getServices().stream()
        .filter(service -> service.getType().equals("KDF"))
        .forEach(service -> metadata.constructedFrom(service.getClassName(), KDFParameters.class));
  }

  private void ownTables(Library library) {
    library.files().stream()
        .filter(file -> file.startsWith("dev/millrace/"))
        .filter(file -> List.of(".txt", ".json").stream().anyMatch(file::endsWith))
        .forEach(metadata::resource);
  }

  private void services(Library library) {
    library
        .services()
        .forEach(
            file -> {
              metadata.resource(file);
              Library.providers(file).forEach(metadata::constructed);
            });
  }

  /** Whether something outside of the class can name it. */
  private static boolean isReachable(Class<?> type) {
    return !type.isAnonymousClass() && !type.isSynthetic();
  }
}

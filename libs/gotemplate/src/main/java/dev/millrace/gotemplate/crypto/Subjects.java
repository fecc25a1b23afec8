package dev.millrace.gotemplate.crypto;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Names in certificates. */
final class Subjects {
  private Subjects() {}

  /** A subject with a common name, or without anything where that is empty. */
  static X500Name name(String commonName) {
    if (commonName.isEmpty()) {
      return new X500Name(new RDN[0]);
    }
    ASN1Encodable text =
        DERPrintableString.isPrintableString(commonName)
            ? new DERPrintableString(commonName)
            : new DERUTF8String(commonName);
    return new X500Name(new RDN[] {new RDN(BCStyle.CN, text)});
  }

  /** Host names and addresses that a certificate is valid for. */
  static GeneralNames alternatives(CertificateRequest request) throws CryptoFailure {
    List<GeneralName> names = new ArrayList<>();
    for (String host : request.hosts()) {
      if (host.chars().anyMatch(c -> c >= 0x80)) {
        throw new CryptoFailure(
            "error creating certificate: x509: \"" + host + "\" cannot be encoded as an IA5String");
      }
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    for (String address : request.addresses()) {
      names.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes(address))));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static byte[] bytes(String address) throws CryptoFailure {
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      throw new CryptoFailure("error parsing ip: " + address, e);
    }
  }
}

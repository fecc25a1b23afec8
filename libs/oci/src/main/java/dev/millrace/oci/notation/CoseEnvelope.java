package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads envelopes in the form COSE_Sign1 (RFC 9052, section 4.2). */
final class CoseEnvelope {
  private static final long SIGN1 = 18;
  private static final long TIME = 1;
  private static final long ALGORITHM = 1;
  private static final long CRITICAL = 2;
  private static final long CONTENT_TYPE = 3;
  private static final long CHAIN = 33;

  private CoseEnvelope() {}

  static Envelope parse(byte[] content) throws Untrusted {
    try {
      if (Cbor.read(content) instanceof Cbor.Tagged(long tag, List<?> parts)
          && tag == SIGN1
          && parts.size() == 4
          && parts.get(0) instanceof byte[] headers
          && parts.get(1) instanceof Map<?, ?> unprotected
          && parts.get(2) instanceof byte[] payload
          && parts.get(3) instanceof byte[] signature
          && Cbor.read(headers) instanceof Map<?, ?> fields) {
        return new Envelope(
            headers(fields),
            Envelope.certificates(chain(unprotected.get(CHAIN))),
            payload,
            Cbor.toBeSigned(headers, payload),
            signature);
      }
    } catch (IllegalArgumentException e) {
      throw new Untrusted("its envelope can't be read", e);
    }
    throw new Untrusted("its envelope is no COSE_Sign1");
  }

  private static Headers headers(Map<?, ?> fields) throws Untrusted {
    return new Headers(
        SignatureAlgorithm.numbered(fields.get(ALGORITHM) instanceof Long number ? number : 0),
        text(fields.get(CONTENT_TYPE)),
        names(fields.get(CRITICAL)),
        text(fields.get(Headers.SCHEME)),
        time(fields, Headers.AUTHENTIC_TIME),
        time(fields, Headers.EXPIRY));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static List<String> names(@Nullable Object value) {
    var names = new ArrayList<String>();
    if (value instanceof List<?> list) {
      list.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  private static @Nullable Instant time(Map<?, ?> fields, String name) {
    if (!fields.containsKey(name)) {
      return null;
    }
    if (fields.get(name) instanceof Cbor.Tagged(long tag, Long seconds) && tag == TIME) {
      return Instant.ofEpochSecond(seconds);
    }
    throw new IllegalArgumentException("a time is of another form");
  }

  private static List<byte[]> chain(@Nullable Object value) {
    var chain = new ArrayList<byte[]>();
    if (value instanceof byte[] single) {
      chain.add(single);
    } else if (value instanceof List<?> list) {
      for (var element : list) {
        if (element instanceof byte[] certificate) {
          chain.add(certificate);
        }
      }
    }
    return chain;
  }
}

package dev.millrace.apply.health;

/** An object whose status does not have the form that every Kubernetes object has. */
public final class MalformedStatus extends RuntimeException {

  MalformedStatus(String message) {
    super(message);
  }
}

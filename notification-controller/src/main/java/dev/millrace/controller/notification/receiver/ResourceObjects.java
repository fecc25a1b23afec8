package dev.millrace.controller.notification.receiver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects in the cluster that Receivers ask to be reconciled. */
public interface ResourceObjects {
  /**
   * The metadata of one object: {@code apiVersion}, {@code kind} and {@code metadata}.
   *
   * @throws ClusterRefusal when there is no such object, or it can't be read
   */
  Map<String, @Nullable Object> get(Key key);

  /**
   * The metadata of all objects in the namespace with the labels, by name; the key's name is not
   * looked at.
   *
   * @throws ClusterRefusal when they can't be read
   */
  List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels);

  /**
   * Asks for the reconciliation of one object.
   *
   * @throws ClusterRefusal when there is no such object, or it can't be changed
   */
  void requestReconciliation(Key key);

  /** Which object. */
  record Key(String apiVersion, String kind, String namespace, String name) {
    Key named(String other) {
      return new Key(apiVersion, kind, namespace, other);
    }

    @Override
    public String toString() {
      return kind + "/" + namespace + "/" + name;
    }
  }

  /** The cluster did not do what was asked; the message is for the log. */
  final class ClusterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what the cluster did not do. */
    public ClusterRefusal(String message) {
      super(message);
    }
  }
}

package dev.millrace.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.util.List;

/**
 * What an image adds to its base.
 *
 * @param name as manifests refer to it, without tag
 * @param layers from the one that changes least to the one that changes most
 * @param entrypoint the program; the arguments of a container go to it
 */
record ImagePlan(String name, List<FileEntriesLayer> layers, List<String> entrypoint) {
  ImagePlan {
    layers = List.copyOf(layers);
    entrypoint = List.copyOf(entrypoint);
  }
}

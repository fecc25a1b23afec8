package dev.millrace.git.remote;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What an annotated tag says about itself.
 *
 * @param id 40 hexadecimal digits
 * @param signed the object in the form that signatures are made over
 */
public record TagInfo(String id, String name, String message, SignedObject signed) {

  static TagInfo read(Repository repository, String id) throws IOException {
    try (var walk = new RevWalk(repository)) {
      var objectId = ObjectId.fromString(id);
      var tag = walk.parseTag(objectId);
      var raw = repository.open(objectId).getBytes();
      return new TagInfo(id, tag.getTagName(), tag.getFullMessage(), SignedObject.tag(raw));
    }
  }
}

package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repositories that mean harm (SECURITY-CASES.md 55, 56 and 58); 57 is a matter of libs/git. */
@ExtendWith(SharedWorld.class)
class HostileRepositoryLiveTest {
  private final Shop shop;

  HostileRepositoryLiveTest(World world) {
    this.shop = new Shop(world);
    shop.repository().commit("First", Map.of(Shop.FILE, shop.deployment("1.0.0")));
  }

  @Test
  void row55RefusesNamesThatLeadIntoTheFolderOfGit() throws IOException {
    String evil = commit(FileMode.TREE, ".git", tree(FileMode.REGULAR_FILE, "a.yaml", marked()));
    shop.source("");
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "");
    shop.awaitAutomation(
        "GitOperationFailed", "failed to checkout source: ", "the forbidden name '.git'");
    assertThat(shop.repository().head("main")).contains(evil);
  }

  @Test
  void row15Row55FollowsNoSymbolicLinkAndWritesToNone() throws IOException {
    ObjectId target = blob("../../../etc/passwd # {\"$imagepolicy\": \"%s:web\"}");
    commit(FileMode.SYMLINK, "link.yaml", target);
    shop.source("");
    shop.release("web", "1.1.0", "1.0.0");
    shop.automation("", "", "");
    String head = Shop.commit(shop.awaitPush("main", ":1.1.0"));
    assertThat(shop.repository().repository().resolve(head + ":link.yaml")).isEqualTo(target);
  }

  @Test
  void row56StopsReadingAnEndlessListOfReferences() {
    try (ScriptedServer endless = ScriptedServer.start(HostileRepositoryLiveTest::endless)) {
      source(endless.address() + "/evil.git");
      shop.automation("", "", "");
      shop.awaitAutomation("GitOperationFailed", "list of references");
    }
  }

  @Test
  void row58RefusesAddressesThatProgramsWouldTakeForOptions() {
    source("ssh://-oProxyCommand=touch%20pwned/evil.git");
    shop.automation("", "", "");
    shop.awaitAutomation("SourceManagerFailed", "the repository URL");
  }

  private void source(String url) {
    shop.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: shop}
        spec: {url: '%s', interval: 1h, ref: {branch: main}}
        """
            .formatted(url));
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-git-upload-pack-advertisement");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      packet(body, "# service=git-upload-pack\n");
      body.write("0000".getBytes(StandardCharsets.US_ASCII));
      for (long i = 0; ; i++) {
        packet(body, "a".repeat(40) + " refs/heads/b" + i + "\n");
      }
    }
  }

  private static void packet(OutputStream body, String line) throws IOException {
    body.write("%04x%s".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
  }

  private ObjectId marked() throws IOException {
    return blob("image: a:1 # {\"$imagepolicy\": \"%s:web\"}\n");
  }

  private ObjectId blob(String text) throws IOException {
    return insert(
        Constants.OBJ_BLOB, text.formatted(shop.namespace()).getBytes(StandardCharsets.UTF_8));
  }

  /** A tree as no honest program would write it. */
  private ObjectId tree(FileMode mode, String name, ObjectId content) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    tree.append(name, mode, content);
    return insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  /** Puts one more entry beside the folder of the first commit. */
  private String commit(FileMode mode, String name, ObjectId content) throws IOException {
    ObjectId head = ObjectId.fromString(shop.repository().head("main").orElseThrow());
    ObjectId apps = shop.repository().repository().resolve(head.name() + ":apps");
    TreeFormatter root = new TreeFormatter();
    if (name.startsWith(".")) {
      root.append(name, mode, content);
    }
    root.append("apps", FileMode.TREE, apps);
    if (!name.startsWith(".")) {
      root.append(name, mode, content);
    }
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(insert(Constants.OBJ_TREE, root.toByteArray()));
    commit.setParentId(head);
    commit.setAuthor(new PersonIdent("Eve", "eve@example.com"));
    commit.setCommitter(commit.getAuthor());
    commit.setMessage("Innocent");
    String id = insert(Constants.OBJ_COMMIT, commit.build()).name();
    shop.repository().branch("main", id);
    return id;
  }

  private ObjectId insert(int type, byte[] content) throws IOException {
    try (ObjectInserter inserter = shop.repository().repository().newObjectInserter()) {
      ObjectId id = inserter.insert(type, content);
      inserter.flush();
      return id;
    }
  }
}

package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the page is laid out. */
class PageBuilderTest {
  private static final Item SHOP = Objects.repository("shop", "True", "Succeeded");
  private static final Item FINE = Objects.repository("a-fine-one", "True", "Succeeded");
  private static final Item BROKEN =
      Objects.kustomization(
          "frontend", "False", "BuildFailed", "{sourceRef: {kind: GitRepository, name: shop}}");
  private static final Item WELL =
      Objects.kustomization(
          "backend", "True", "Succeeded", "{sourceRef: {kind: GitRepository, name: shop}}");
  private static final Item POLICY =
      Objects.item(
          StatusKind.IMAGE_POLICY,
          """
          metadata: {namespace: shop, name: newest}
          spec: {imageRepositoryRef: {name: shop}}
          status: {conditions: [{type: Ready, status: "True", reason: Succeeded}]}
          """);

  @Test
  void putsWhatIsMadeFromASourceUnderItAndTheWorstFirst() {
    Page page = page(Filter.NONE, FINE, SHOP, WELL, BROKEN, POLICY);

    assertThat(page.trees())
        .extracting(branch -> branch.item().key().name())
        .containsExactly("shop", "a-fine-one");
    Branch shop = page.trees().getFirst();
    assertThat(shop.worst()).isEqualTo(Health.FAILING);
    assertThat(shop.isOpen()).isTrue();
    assertThat(shop.children())
        .extracting(branch -> branch.item().key().name())
        .containsExactly("frontend", "backend");
    assertThat(page.trees().getLast().isOpen()).isFalse();
    assertThat(page.lists())
        .singleElement()
        .satisfies(list -> assertThat(list.title()).isEqualTo("Images"));
  }

  @Test
  void saysFirstWhatIsBroken() {
    Page page = page(Filter.NONE, FINE, SHOP, WELL, BROKEN);

    assertThat(page.headline()).isEqualTo("1 failing");
    assertThat(page.worst()).isEqualTo(Health.FAILING);
    assertThat(page.troubles()).extracting(Entry::item).containsExactly(BROKEN);
    assertThat(page.counts())
        .containsExactly(new Page.Count(Health.FAILING, 1), new Page.Count(Health.READY, 3));
    assertThat(page(Filter.NONE, SHOP, WELL).headline()).isEqualTo("All is well");
    assertThat(page(Filter.NONE).headline()).isEqualTo("Nothing to see");
  }

  @Test
  void keepsTheWayToWhatAFilterAsksFor() {
    Page page = page(new Filter("", "", "frontend", false), FINE, SHOP, WELL, BROKEN, POLICY);

    assertThat(page.trees())
        .singleElement()
        .satisfies(
            shop -> assertThat(shop.children()).extracting(Branch::item).containsExactly(BROKEN));
    assertThat(page.lists()).isEmpty();
    assertThat(page.counts()).as("counts are of everything").hasSize(2);
  }

  @Test
  void filtersByNamespaceKindTextAndProblems() {
    assertThat(shown(new Filter("elsewhere", "", "", false))).isEmpty();
    assertThat(shown(new Filter("shop", "Kustomization", "", true)))
        .containsExactly("shop", "frontend");
    assertThat(shown(new Filter("", "", "BUILDFAILED", false))).containsExactly("shop", "frontend");
    assertThat(shown(new Filter("", "", "MAIN@", false))).containsExactly("a-fine-one", "shop");
  }

  @Test
  void showsLongListsAPageAtATime() {
    Item[] many = many(450, i -> Objects.repository("r%03d".formatted(i), "True", "Succeeded"));

    Page last = PageBuilder.build("me", snapshot(many), Filter.NONE, 99);

    assertThat(last.pages()).isEqualTo(new Pages(3, 3));
    assertThat(last.trees()).hasSize(50);
    assertThat(page(Filter.NONE, many).trees()).hasSize(200);
  }

  @Test
  void showsTheWorstOfManyObjectsOfOneSourceAndSaysHowManyThereAreBesides() {
    Item[] children = many(1000, i -> madeFrom("shop", i, i == 777 ? "False" : "True"));

    Page page = page(Filter.NONE, with(SHOP, children));

    Branch shop = page.trees().getFirst();
    assertThat(shop.children()).hasSize(100);
    assertThat(shop.children().getFirst().item().key().name()).isEqualTo("k777");
    assertThat(shop.moreChildren()).isEqualTo(900);
    assertThat(shop.rows()).isEqualTo(101);
    Branch wanted = page(new Filter("", "", "k99", false), with(SHOP, children)).trees().getFirst();
    assertThat(wanted.children()).hasSize(10);
  }

  @Test
  void putsFewerTreesOnAPageWhenTheyAreLarge() {
    Item[] both = with(SHOP, many(100, i -> madeFrom("shop", i, "True")));
    Item[] all = with(FINE, both, many(150, i -> madeFrom("a-fine-one", i, "True")));

    assertThat(page(Filter.NONE, all).pages()).isEqualTo(new Pages(1, 2));
    assertThat(page(Filter.NONE, all).trees()).hasSize(1);
  }

  @Test
  void cutsListsOfWhatIsInNoTree() {
    Item[] policies =
        many(
            130,
            i ->
                Objects.item(
                    StatusKind.IMAGE_POLICY,
                    "metadata: {namespace: shop, name: p%03d}\nspec: {}\n".formatted(i)));

    assertThat(page(Filter.NONE, policies).lists())
        .singleElement()
        .satisfies(
            list -> {
              assertThat(list.items()).hasSize(100);
              assertThat(list.more()).isEqualTo(30);
            });
  }

  private static Item[] many(int count, IntFunction<Item> item) {
    return IntStream.range(0, count).mapToObj(item).toArray(Item[]::new);
  }

  private static Item[] with(Item first, Item[]... others) {
    return Stream.concat(Stream.of(first), Stream.of(others).flatMap(Stream::of))
        .toArray(Item[]::new);
  }

  private static Item madeFrom(String source, int number, String ready) {
    return Objects.kustomization(
        (source.equals("shop") ? "k%03d" : "f%03d").formatted(number),
        ready,
        "Succeeded",
        "{sourceRef: {kind: GitRepository, name: %s}}".formatted(source));
  }

  @Test
  void showsObjectsThatAreMadeFromEachOtherOnce() {
    Item one = generator("one", "two");
    Item two = generator("two", "one");

    List<Branch> trees = page(Filter.NONE, one, two).trees();

    assertThat(trees).singleElement().satisfies(b -> assertThat(b.children()).hasSize(1));
  }

  private static Item generator(String name, String from) {
    return Objects.item(
        StatusKind.ARTIFACT_GENERATOR,
        """
        metadata: {namespace: shop, name: %s}
        spec: {sources: [{kind: ArtifactGenerator, name: %s}]}
        """
            .formatted(name, from));
  }

  /** The names of what is shown, sources first. */
  private static List<String> shown(Filter filter) {
    List<String> names = new ArrayList<>();
    page(filter, FINE, SHOP, WELL, BROKEN).trees().forEach(branch -> collect(branch, names));
    return names;
  }

  private static void collect(Branch branch, List<String> names) {
    names.add(branch.item().key().name());
    branch.children().forEach(child -> collect(child, names));
  }

  private static Page page(Filter filter, Item... items) {
    return PageBuilder.build("me", snapshot(items), filter, 1);
  }

  private static Snapshot snapshot(Item... items) {
    return new Snapshot(List.of(items), List.of());
  }
}

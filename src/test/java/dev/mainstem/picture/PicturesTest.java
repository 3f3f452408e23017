package dev.mainstem.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.picture.Box.Kind;
import dev.mainstem.picture.Layout.Place;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Two sides, two steps behind the stream, two sinks behind one of them, and what is rejected. */
class PicturesTest {

  private static final Graph GRAPH =
      new Graph(
          List.of(
              box("h", Kind.SOURCE, "history", List.of("history/*.csv")),
              box("l", Kind.SOURCE, "live", List.of("topic \"trips\"")),
              box("stream", Kind.STREAM, "stream", List.of("id: int64", "at: timestamp"), "h", "l"),
              box("cheap", Kind.STEP, "cheap: Filter", List.of("id: int64"), "stream"),
              box("sums", Kind.STEP, "sums: Combine", List.of("n: int64"), "stream"),
              box("f", Kind.SINK, "0_WriteToJson", List.of("files out/sums-*.jsonl"), "sums"),
              box("t", Kind.SINK, "1_WriteToKafka", List.of("topic a<b & c"), "sums"),
              box("r", Kind.REJECTED, "rejected", List.of("files out/rejected"), "stream")));

  private static Box box(String name, Kind kind, String title, List<String> lines, String... from) {
    return new Box(name, kind, title, lines, List.of(from));
  }

  @Test
  void mermaidHasABoxEachAndAnArrowFromEachOfWhatItTakes() {
    assertThat(Mermaid.of(GRAPH))
        .containsExactly(
            "flowchart TD",
            "  b0[(\"<b>history</b><br>history/*.csv\")]",
            "  b1[(\"<b>live</b><br>topic #quot;trips#quot;\")]",
            "  b2([\"<b>stream</b><br>id: int64<br>at: timestamp\"])",
            "  b0 --> b2",
            "  b1 --> b2",
            "  b3[\"<b>cheap: Filter</b><br>id: int64\"]",
            "  b2 --> b3",
            "  b4[\"<b>sums: Combine</b><br>n: int64\"]",
            "  b2 --> b4",
            "  b5[/\"<b>0_WriteToJson</b><br>files out/sums-*.jsonl\"/]",
            "  b4 --> b5",
            "  b6[/\"<b>1_WriteToKafka</b><br>topic a#lt;b #amp; c\"/]",
            "  b4 --> b6",
            "  b7[/\"<b>rejected</b><br>files out/rejected\"/]",
            "  b2 -.-> b7");
  }

  @Test
  void boxesStandInThePictureBelowWhatTheyTakeFromAndNoneOnAnother() {
    Layout layout = Layout.of(GRAPH);
    for (Box box : GRAPH.boxes()) {
      Place place = layout.place(box);
      assertThat(place.x()).isPositive();
      assertThat(place.y()).isPositive();
      assertThat(place.x() + place.width()).isLessThan(layout.width());
      assertThat(place.bottom()).isLessThan(layout.height());
      for (Box other : GRAPH.boxes()) {
        if (box.from().contains(other.name())) {
          assertThat(place.y()).isGreaterThan(layout.place(other).bottom());
        }
        if (!box.equals(other)) {
          assertThat(overlap(place, layout.place(other))).as(box + " " + other).isFalse();
        }
      }
    }
  }

  private static boolean overlap(Place a, Place b) {
    boolean beside = a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x();
    boolean below = a.bottom() <= b.y() || b.bottom() <= a.y();
    return !beside && !below;
  }

  @Test
  void aPictureIsWellFormedAndHasAllTextsAndEdges() throws Exception {
    Document svg = parsed(String.join("\n", Svg.of(GRAPH, "steps of \"a\"")));
    assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("steps of \"a\"");
    assertThat(texts(svg))
        .contains("history", "topic \"trips\"", "at: timestamp", "topic a<b & c")
        .hasSize(8 + 9);
    NodeList paths = svg.getElementsByTagName("path");
    long edges =
        IntStream.range(0, paths.getLength())
            .mapToObj(i -> (Element) paths.item(i))
            .filter(path -> path.getAttribute("class").startsWith("edge"))
            .count();
    assertThat(edges).isEqualTo(7);
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void aPictureForAPageThatHasTheStyleItselfTellsTheNamesOfItsBoxes() throws Exception {
    Document svg = parsed(String.join("\n", Svg.unstyled(GRAPH, "steps")));
    assertThat(svg.getElementsByTagName("style").getLength()).isZero();
    NodeList groups = svg.getElementsByTagName("g");
    assertThat(
            IntStream.range(0, groups.getLength())
                .mapToObj(i -> ((Element) groups.item(i)).getAttribute("data-name")))
        .containsExactlyElementsOf(GRAPH.boxes().stream().map(Box::name).toList());
    assertThat(Svg.style()).contains(".stream rect");
  }

  @Test
  void aPageHasThePictureAndEachSectionAndFetchesNothing() {
    List<String> page =
        Page.of("trips", "on Flink", GRAPH, List.of(new Page.Section("seam", List.of("a < b"))));
    assertThat(page)
        .contains("<title>trips</title>", "<p class=\"about\">on Flink</p>", "a &lt; b")
        .anyMatch(line -> line.startsWith("<svg "))
        .noneMatch(line -> line.contains("src=") || line.contains("href="));
  }

  @Test
  void aGraphHasOneStream() {
    assertThatThrownBy(() -> new Graph(List.of(box("h", Kind.SOURCE, "history", List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected one stream");
  }

  @Test
  void whatIsBehindTheStreamTakesFromOne() {
    assertThatThrownBy(
            () ->
                new Graph(
                    List.of(
                        box("s", Kind.STREAM, "stream", List.of()),
                        box("a", Kind.STEP, "a", List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected one input of a");
  }
}

package io.github.parlor.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class RouterChartTest {
    @Test
    void every_figure_with_offers_is_a_point_within_its_panel() throws Exception {
        List<Figure> figures = Stream.of(Contender.values())
                .flatMap(contender -> IntStream.of(100, 1_000, 100_000)
                        .mapToObj(agents -> figure(contender, new Setting(agents, 0, 2, true, 1), 3.7e9 / agents)))
                .toList();

        Document chart = parse(RouterChart.of(figures));

        NodeList points = chart.getElementsByTagName("circle");
        assertThat(points.getLength()).isEqualTo(figures.size());
        for (int i = 0; i < points.getLength(); i++) {
            assertThat(number(points, i, "cx")).isBetween(0.0, 380.0);
            assertThat(number(points, i, "cy")).isBetween(0.0, 220.0);
        }
    }

    @Test
    void nothing_measured_is_an_empty_chart() throws Exception {
        assertThat(parse(RouterChart.of(List.of()))
                        .getElementsByTagName("circle")
                        .getLength())
                .isZero();
    }

    @Test
    void windows_in_which_a_thread_had_to_wait_for_the_machine_do_not_count_if_there_are_others() {
        List<Window> windows =
                List.of(window(10, 0.95), window(30, 1.0), window(20, 0.91), window(500, 0.4), window(600, 0.89));

        assertThat(new Windows(windows).perSecond(0.5)).isEqualTo(20);
        assertThat(new Windows(windows).perSecond()).isEqualTo(20);
        assertThat(new Windows(windows.subList(1, 5)).perSecond(0.5)).isEqualTo(30);
    }

    private static Figure figure(Contender contender, Setting setting, double perSecond) {
        return new Figure(
                contender,
                setting,
                new Windows(List.of(window(perSecond, 1), window(perSecond, 1), window(perSecond, 1))));
    }

    private static Window window(double perSecond, double cpu) {
        return new Window(perSecond, cpu, 1, 0, new TreeMap<>());
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static double number(NodeList points, int place, String name) {
        return Double.parseDouble(
                points.item(place).getAttributes().getNamedItem(name).getNodeValue());
    }
}

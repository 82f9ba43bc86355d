package dev.lightbox.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.line.Line;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That measuring works. What comes of it is nothing for a test. */
class BrowserBenchTest {

    @Test
    void figuresAreMeasuredOverALine() {
        Options options = new Options(
                List.of(Line.FAR),
                EnumSet.of(Kind.RADIOGRAPH, Kind.WINDOW),
                Amounts.QUICK,
                Optional.empty(),
                Path.of("no-such-folder"));

        Report report = BrowserBench.measure(options);

        assertThat(report.isComplete()).as(report.table()).isTrue();
        JsonNode figures = JsonMapper.shared().readTree(report.json()).path("figures");
        assertThat(figures).hasSize(3);
        for (JsonNode opening : List.of(figures.path(0), figures.path(1))) {
            // From the click to the picture there and back twice at the least: the page, then the stream.
            assertThat(opening.path("values"))
                    .hasSize(2)
                    .allSatisfy(value -> assertThat(value.asDouble()).isGreaterThan(200));
        }
        assertThat(figures.path(2).path("median").asDouble()).isPositive();
    }
}

package dev.lightbox.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static Report report() {
        Report report = new Report();
        report.add(List.of(
                Figure.millis("opening", "local", Samples.of(100, 300), Aim.medianAtMost(150), "cold"),
                Figure.rate("drag", "far", Samples.of(12.25), Aim.medianAtLeast(10), "")));
        return report;
    }

    @Test
    void eachFigureStandsBesideItsAim() {
        String table = report().table();
        assertThat(table.lines().filter(line -> line.startsWith("opening")))
                .singleElement()
                .asString()
                .containsPattern("opening +local +200 +290 +2 +ms +≤ 150 +missed +cold");
        assertThat(table).containsPattern("drag +far +12 +1 +a second +≥ 10 +reached");
        assertThat(table).endsWith("1 of 2 aims reached, 0 figures not measured\n");
    }

    @Test
    void theMachinesLoadIsToldWhereItWasNoted() {
        Report report = report();
        assertThat(report.table()).contains("processors; load while measuring: not known");
        report.noteLoad();
        assertThat(report.table()).containsPattern("load while measuring: (\\d|not known)");
    }

    @Test
    void aMissedAimLeavesTheReportCompleteAndAMissingFigureDoesNot() {
        Report report = report();
        assertThat(report.isComplete()).isTrue();
        report.addMissing(new Report.Missing("planes", "home", "no volume"));
        assertThat(report.isComplete()).isFalse();
        assertThat(report.table()).containsPattern("planes +home .*not measured +no volume");
    }

    @Test
    void jsonHoldsEveryValue() {
        JsonNode figures = JsonMapper.shared().readTree(report().json()).path("figures");
        assertThat(figures).hasSize(2);
        assertThat(figures.path(0).path("values").path(1).asDouble()).isEqualTo(300);
        assertThat(figures.path(0).path("verdict").asString()).isEqualTo("missed");
        assertThat(figures.path(0).path("aim").path("value").asDouble()).isEqualTo(150);
    }
}

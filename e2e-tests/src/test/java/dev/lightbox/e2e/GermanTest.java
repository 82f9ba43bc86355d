package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.WorklistPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Lightbox in a German browser, from signing in to signing out. */
@ExtendWith(ProductExtension.class)
class GermanTest {

    private static final String CT = PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid();

    @Test
    void aGermanBrowserFindsGermanPages(Demo demo) {
        try (Browser browser = Browser.open(List.of("--lang=de-DE", "--accept-lang=de-DE,de"))) {
            SignInPage signIn = SignInPage.open(browser, demo);
            assertThat(browser.driver().findElement(By.tagName("body")).getText())
                    .contains("Anmelden");

            WorklistPage worklist = signIn.signIn(demo.account("radiologist"));
            worklist.quickRange("all");
            worklist.awaitCount("German", (PhantomStudies.all().size() + " Studien")::equals);
            worklist.search("mustermann");
            worklist.awaitStudies("the patient's", studies -> studies.contains(CT));
            assertThat(language(browser)).isEqualTo("de");
            assertThat(browser.driver().getTitle()).isEqualTo("Arbeitsliste – Lightbox");
            assertThat(worklist.text())
                    .contains("Zuweiser", "Filter löschen")
                    .containsPattern("\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d");
            everySize(browser, "German worklist");

            ViewerPage viewer = worklist.open(CT);
            viewer.openSeries(PhantomStudies.CT_HEAD_TO_THORAX.series(2).seriesInstanceUid());
            viewer.awaitExact(
                    "the series",
                    picture -> picture.seriesInstanceUid()
                            .equals(PhantomStudies.CT_HEAD_TO_THORAX.series(2).seriesInstanceUid()));
            assertThat(viewer.text("corner-bottom-left")).containsPattern("Lage −?\\d+,\\d mm");
            assertThat(viewer.text("corner-top-right")).containsPattern("\\d\\d\\.\\d\\d\\.\\d{4}");
            everySize(browser, "German viewer");

            assertThat(viewer.back().signOut("Erneut anmelden").text()).contains("Sie haben sich von Lightbox");
        }
    }

    @Test
    void theLanguageIsChangedInTheWorklist(Browser browser, Demo demo) {
        WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("radiologist"));
        worklist.quickRange("all");
        worklist.search(PhantomStudies.MUSTERMANN.id());
        worklist.awaitCount("in English", "2 studies"::equals);

        worklist.speak("de");

        // What was searched for stays.
        worklist.awaitCount("in German", "2 Studien"::equals);
        worklist.awaitStudies(Set.of(CT, PhantomStudies.CT_THORAX_PRIOR.studyInstanceUid()));
        assertThat(language(browser)).isEqualTo("de");
        worklist.speak("en");
        worklist.awaitCount("in English again", "2 studies"::equals);
    }

    private static String language(Browser browser) {
        return String.valueOf(browser.driver().executeScript("return document.documentElement.lang"));
    }

    /** Nothing may stand beyond the page's edge: German words are long. */
    private static void everySize(Browser browser, String name) {
        for (int[] size : new int[][] {{1366, 768}, {390, 844}}) {
            browser.driver()
                    .executeCdpCommand(
                            "Emulation.setDeviceMetricsOverride",
                            Map.of("width", size[0], "height", size[1], "deviceScaleFactor", 1, "mobile", false));
            browser.waits()
                    .until(
                            name + " no wider than " + size[0],
                            page -> browser.driver()
                                    .executeScript("return document.documentElement.scrollWidth - innerWidth"),
                            beyond -> beyond instanceof Long pixels && pixels <= 0);
            browser.saveScreen(name + " " + size[0]);
        }
        browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
}

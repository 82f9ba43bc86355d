package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.ReportedSeries;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The report, the key images and the letter of the demonstration's earlier head, beside its pictures. */
@ExtendWith(ProductExtension.class)
class StudyDocumentsTest {

    private static final PhantomStudy STUDY = PhantomStudies.MR_HEAD_PRIOR;

    /** Chromium's own viewer, which shows a PDF's pages in frames of this origin. */
    private static final String PDF_VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/";

    @Test
    void reportKeyImagesAndLetterOpenBesideThePictures(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();

        viewer.openSeries(STUDY.series(2).seriesInstanceUid());
        String report = viewer.awaitText("document", "the report", text -> text.contains("Length"));
        // A driver reads a no-break space as a plain one (WebDriver, Get Element Text).
        assertThat(report)
                .contains("Diagnostic Imaging Report", "Not verified", "12.5 mm", "Weite < 10 mm", "Schneider, Eva");
        browser.saveScreen("documents report");

        viewer.clickTestId("document-image");
        viewer.awaitExact("the one measured in", picture -> picture.slice() == sliceOf(ReportedSeries.MEASURED_IMAGE));
        viewer.awaitText(
                "document-image",
                "its number",
                text -> text.equals("Picture " + sliceOf(ReportedSeries.MEASURED_IMAGE) + " of series 1"));

        viewer.awaitText("key-image-place", "the second of three", text -> text.equals("2 of 3"));
        viewer.press(".");
        viewer.awaitExact(
                "the last key image", picture -> picture.slice() == sliceOf(ReportedSeries.KEY_IMAGES.get(2)));
        viewer.clickTestId("key-image-next");
        viewer.awaitExact("the first again", picture -> picture.slice() == sliceOf(ReportedSeries.KEY_IMAGES.get(0)));

        viewer.openSeries(STUDY.series(3).seriesInstanceUid());
        viewer.awaitText("document", "the key images", text -> text.contains("Für die Besprechung"));
        assertThat(Shadow.findAll(browser.driver(), "[data-testid='document-image']"))
                .hasSize(3);
        browser.saveScreen("documents key images");

        viewer.openSeries(STUDY.series(4).seriesInstanceUid());
        browser.waits()
                .until(
                        "the letter's frame",
                        page -> Shadow.findAll(page, "[data-testid='document-pdf']"),
                        frames -> frames.size() == 1);
        browser.waits()
                .until(
                        "Chromium's PDF viewer",
                        page -> frames(browser),
                        urls -> urls.stream().anyMatch(url -> url.startsWith(PDF_VIEWER)));
        // The frame itself is Chromium's shell around its viewer, which has the file in a process of its own.
        assertThat(browser.driver().executeScript("""
                                const shell = arguments[0].contentDocument;
                                return [...shell.querySelectorAll('*')].map(element => element.localName).join(' ')
                                  + '|' + shell.scripts.length + '|' + shell.body.textContent.trim()""", Shadow.find(browser.driver(), "[data-testid='document-pdf']")))
                .as("what of the letter is in this page's origin: elements, scripts, text")
                .isEqualTo("html head body|0|");
        browser.saveScreen("documents letter");
    }

    /** From 1. The phantom numbers its instances as its slices follow each other. */
    private static int sliceOf(int instanceNumber) {
        return instanceNumber;
    }

    private static List<String> frames(Browser browser) {
        Object found = browser.driver()
                .executeCdpCommand("Target.getTargets", Map.of())
                .get("targetInfos");
        return ((List<?>) Objects.requireNonNull(found))
                .stream()
                        .map(target -> String.valueOf(((Map<?, ?>) target).get("url")))
                        .toList();
    }
}

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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A study and its prior beside each other, and the link that leads back to both. */
@ExtendWith(ProductExtension.class)
class SideBySideTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final PhantomStudy PRIOR = PhantomStudies.CT_THORAX_PRIOR;

    @Test
    void aPriorIsReadBesideTheStudyAndALinkLeadsToBoth(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.viewports().awaitSlices(1, 1);
        viewer.clickTestId("priors");
        click(browser, "[data-testid='prior-beside'][data-study='" + PRIOR.studyInstanceUid() + "']");

        // Into the viewport that wasn't active: the scout's.
        viewer.viewports().awaitSlices(1, 1);
        browser.waits()
                .until(
                        "one viewport of each study, each marked",
                        page -> texts(browser, "[data-testid='study-mark']"),
                        marks -> marks.size() == 2
                                && marks.stream().anyMatch(mark -> mark.startsWith("Prior"))
                                && marks.stream().anyMatch(mark -> mark.startsWith("Opened study")));
        List<String> dates = texts(browser, "[data-testid='corner-top-right']");
        assertThat(dates).as("dates of two studies").hasSize(2).doesNotHaveDuplicates();
        assertThat(texts(browser, "[data-testid='beside-study'] h2").getFirst()).startsWith("Prior");

        viewer.press("s");
        // Two slices of 5 mm in the prior are five of 2 mm in the study.
        viewer.wheel(2);
        viewer.viewports().awaitSlices(3, 6);
        assertThat(viewer.text("corner-bottom-right")).contains("Linked");

        viewer.press(Keys.chord(Keys.SHIFT, "c"));
        String link = browser.waits()
                .until(
                        "the link",
                        page -> Objects.requireNonNullElse(
                                Shadow.find(page, "[data-testid='link-field']").getDomProperty("value"), ""),
                        text -> text.contains("view="));
        assertThat(link)
                .startsWith(demo.url())
                .contains(STUDY.studyInstanceUid())
                .contains(PRIOR.studyInstanceUid())
                .doesNotContain(STUDY.patient().id());
        browser.saveScreen("side by side");

        browser.driver().get(link);
        ViewerPage again = ViewerPage.awaitIn(browser);
        again.viewports().awaitSlices(3, 6);
        assertThat(texts(browser, "[data-testid='corner-top-right']"))
                .as("the same studies in the same viewports")
                .isEqualTo(dates);
    }

    @Test
    void aLinkToAForeignStudyIsALinkToNothing(Browser browser, Demo demo) {
        SignInPage.open(browser, demo).signIn(demo.account("referring"));
        String foreign = PhantomStudies.MR_HEAD.studyInstanceUid();
        String series = PhantomStudies.MR_HEAD.series().getFirst().seriesInstanceUid();
        String view = "viewer?StudyInstanceUIDs=%s&view=1x1~a0_s" + series;
        List<String> pages = List.of(foreign, "2.25.4711").stream()
                .map(uid -> {
                    browser.driver().get(demo.url() + view.formatted(uid));
                    return browser.waits()
                            .text(By.tagName("body"), "says: not available", text -> text.contains("not available"));
                })
                .toList();
        assertThat(pages.getFirst()).isEqualTo(pages.getLast());
    }

    private static void click(Browser browser, String selector) {
        browser.waits()
                .until("clickable: " + selector, page -> Shadow.find(page, selector), WebElement::isDisplayed)
                .click();
    }

    private static List<String> texts(Browser browser, String selector) {
        return Shadow.findAll(browser.driver(), selector).stream()
                .map(WebElement::getText)
                .toList();
    }
}

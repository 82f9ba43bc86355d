package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Every kind of study that the demonstration holds opens, or says why it doesn't. */
@ExtendWith(ProductExtension.class)
class SpecialStudiesTest {

    @Test
    void aStudyWithoutPicturesSaysSoAndOpensItsReport(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, PhantomStudies.SR_REPORT);
        viewer.awaitText("no-images", "no pictures", text -> text.contains("This study has no pictures"));
        viewer.awaitText("document", "the report", text -> text.contains("Rundherd im rechten Oberlappen"));
        assertThat(viewer.back().hasList()).isTrue();
    }

    static List<Named<PhantomStudy>> studiesWithPictures() {
        return PhantomStudies.all().stream()
                .filter(study -> study != PhantomStudies.SR_REPORT)
                .map(study -> Named.of(study.description(), study))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("studiesWithPictures")
    void everyStudyShowsItsFirstAndItsLastPicture(PhantomStudy study, Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, study);
        Picture first = viewer.awaitExact();
        assertThat(first.slice()).isEqualTo(1);
        assertThat(study.series().stream().map(series -> series.seriesInstanceUid()))
                .contains(first.seriesInstanceUid());

        viewer.press(Keys.END);

        Picture last = viewer.awaitExact("the last", picture -> picture.slice() == picture.slices());
        assertThat(last.seriesInstanceUid()).isEqualTo(first.seriesInstanceUid());
    }

    @Test
    void colourHasNoWindow(Browser browser, Demo demo) {
        Picture picture = open(browser, demo, PhantomStudies.US_HEART).awaitExact();
        assertThat(picture.slices()).isEqualTo(24);
        assertThat(picture.windowWidth()).isNaN();
    }

    @Test
    void anObliquePlaneHasTwoLetters(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, PhantomStudies.MR_HEAD);
        viewer.awaitExact();
        assertThat(Stream.of("left", "right", "top", "bottom").map(edge -> viewer.text("orientation-" + edge)))
                .anyMatch(letters -> letters.length() >= 2);
    }

    private static ViewerPage open(Browser browser, Demo demo, PhantomStudy study) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + study.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        return ViewerPage.awaitIn(browser);
    }
}

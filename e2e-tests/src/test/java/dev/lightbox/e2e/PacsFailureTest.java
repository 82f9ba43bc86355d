package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.Orthanc;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.WorklistPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The archive stops answering, and comes back. */
@ExtendWith(ProductExtension.class)
class PacsFailureTest {

    private Orthanc orthanc;
    private boolean stopped;

    @BeforeEach
    void remember(Orthanc orthanc) {
        this.orthanc = orthanc;
    }

    @AfterEach
    void othersNeedTheArchive() {
        if (stopped) {
            start();
        }
    }

    @Test
    void theWorklistSaysSoAndRecovers(Browser browser, Demo demo) {
        SignInPage signIn = SignInPage.open(browser, demo);
        stop();

        WorklistPage worklist = signIn.signIn(demo.account("radiologist"));
        String text = worklist.awaitFailure();
        assertThat(text).contains("The archive doesn’t answer");
        // No address of the inside, and no program's words.
        assertThat(text).doesNotContain("127.0.0.1", "Exception", "dicom-web");

        start();
        worklist.retry();
        worklist.quickRange("all");
        worklist.awaitCount("all studies", (PhantomStudies.all().size() + " studies")::equals);
    }

    @Test
    void anOpenStudyKeepsWhatItHasAndRecovers(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + PhantomStudies.MR_NECK.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();
        stop();

        // A study that isn't in memory.
        browser.driver()
                .get(demo.url() + "viewer?StudyInstanceUIDs=" + PhantomStudies.MR_HEAD_PRIOR.studyInstanceUid());
        String text = browser.waits()
                .until(
                        "the page says that the archive doesn't answer",
                        page -> page.findElement(org.openqa.selenium.By.tagName("body"))
                                .getText(),
                        body -> body.contains("archive"));
        assertThat(text).doesNotContain("127.0.0.1", "Exception", "dicom-web");

        start();
        browser.driver().navigate().refresh();
        ViewerPage again = ViewerPage.awaitIn(browser);
        again.awaitExact();
        again.press(Keys.END);
        again.awaitExact("the last", picture -> picture.slice() == picture.slices());
    }

    private void stop() {
        orthanc.stop();
        stopped = true;
    }

    private void start() {
        orthanc.restart();
        stopped = false;
    }
}

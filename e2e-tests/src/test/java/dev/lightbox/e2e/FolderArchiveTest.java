package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.WorklistPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The user's story once on the embedded archive, as {@code lightbox demo} starts by default. */
class FolderArchiveTest {

    @Test
    void fromSignInToSignOut() {
        // The blank in the folder's name is on purpose.
        try (Demo demo = Demo.start("demo folder", Map.of());
                Browser browser = Browser.open()) {
            WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("radiologist"));
            worklist.quickRange("all");
            worklist.awaitCount("all studies", (PhantomStudies.all().size() + " studies")::equals);

            worklist.search("mustermann");
            worklist.awaitCount("two studies", "2 studies"::equals);
            ViewerPage viewer = worklist.open(PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid());
            int first = viewer.awaitExact().slice();
            String bone = PhantomStudies.CT_HEAD_TO_THORAX.series(3).seriesInstanceUid();
            viewer.openSeries(bone);
            viewer.awaitExact(
                    "of the bone series", picture -> picture.seriesInstanceUid().equals(bone));
            viewer.wheel(3);
            viewer.awaitExact("slice 4", picture -> picture.slice() == 4);
            assertThat(first).isEqualTo(1);

            assertThat(viewer.back().signOut().text()).contains("You have signed out");
        }
    }
}

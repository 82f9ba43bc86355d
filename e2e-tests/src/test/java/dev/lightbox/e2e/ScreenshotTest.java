package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.environment.Project;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The picture in the README is one of the product as it is. It is replaced only on request: {@code -Dlightbox.screenshots=replace}. */
@ExtendWith(ProductExtension.class)
class ScreenshotTest {

    private static final Path PICTURE = Project.root().resolve("docs/images/viewer.png");

    @Test
    void theReadmesPicture(Browser browser, Demo demo) throws IOException {
        String series = PhantomStudies.CT_HEAD_TO_THORAX.series(2).seriesInstanceUid();
        SignInPage.open(
                        browser,
                        demo,
                        "viewer?StudyInstanceUIDs=" + PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitThumbnails(3);
        viewer.openSeries(series);
        viewer.awaitExact(
                "of the soft tissue series",
                picture -> picture.seriesInstanceUid().equals(series));
        viewer.wheel(60);
        viewer.awaitExact("slice 61", picture -> picture.slice() == 61);

        Path taken = browser.saveScreen("README viewer");
        if ("replace".equals(System.getProperty("lightbox.screenshots"))) {
            Files.createDirectories(PICTURE.getParent());
            Files.copy(taken, PICTURE, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(PICTURE).exists();
        var shown = ImageIO.read(PICTURE.toFile());
        var now = ImageIO.read(taken.toFile());
        assertThat(shown.getWidth()).isEqualTo(now.getWidth());
    }
}

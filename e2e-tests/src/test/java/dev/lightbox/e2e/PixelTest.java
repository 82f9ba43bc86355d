package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.SampledVolume;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;

/**
 * The pixels on the canvas, compared with what the phantom's geometry and the standard's formula say: the phantom's stored value is computed, not read
 * from a file, and the window is applied by {@link Truth}, not by the product.
 */
@ExtendWith(ProductExtension.class)
class PixelTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;

    @Test
    void onePixelOfThePictureOnOneOfTheScreenIsExactlyTheTruth(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        String series = STUDY.series(2).seriesInstanceUid();
        viewer.openSeries(series);
        viewer.awaitExact("of the soft tissue series", picture -> picture.seriesInstanceUid().equals(series));
        SampledVolume truth = CtPhantom.headToThorax();

        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
        compare(viewer, truth, viewer.awaitExact());

        viewer.wheel(37);
        compare(viewer, truth, viewer.awaitExact("slice 38", picture -> picture.slice() == 38));

        viewer.choosePreset("Bone");
        compare(viewer, truth, viewer.awaitExact("with the bone window", picture -> picture.windowWidth() > 1000));
    }

    /** Compares a grid of pixels, with the picture at one to one in the middle of the canvas. */
    private static void compare(ViewerPage viewer, SampledVolume truth, Picture picture) {
        int columns = truth.grid().columns();
        int rows = truth.grid().rows();
        Dimension canvas = viewer.canvasSize();
        int left = Math.round((canvas.width - columns) / 2f);
        int top = Math.round((canvas.height - rows) / 2f);
        // Slice 1 on the screen is the one nearest the feet: the phantom's slice 0.
        int slice = picture.slice() - 1;
        SoftAssertions softly = new SoftAssertions();
        int different = 0;
        int previous = -1;
        for (int row = 8; row < rows; row += 31) {
            for (int column = 8; column < columns; column += 31) {
                int hounsfield = truth.storedValue(slice, row, column)
                        + truth.encoding().intercept();
                int level = Truth.windowed(hounsfield, picture.windowCenter(), picture.windowWidth());
                softly.assertThat(viewer.pixel(left + column, top + row))
                        .as("%s, row %d, column %d, %d HU", picture, row, column, hounsfield)
                        .isEqualTo(List.of(level, level, level));
                if (level != previous) {
                    different++;
                    previous = level;
                }
            }
        }
        softly.assertAll();
        assertThat(different).as("levels that differ from their neighbour: the picture isn't plain").isGreaterThan(20);
    }
}

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        viewer.awaitExact(
                "of the soft tissue series",
                picture -> picture.seriesInstanceUid().equals(series));
        SampledVolume truth = CtPhantom.headToThorax();

        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
        compare(viewer, truth, viewer.awaitExact());

        viewer.wheel(37);
        compare(viewer, truth, viewer.awaitExact("slice 38", picture -> picture.slice() == 38));

        viewer.choosePreset("Bone");
        compare(viewer, truth, viewer.awaitExact("with the bone window", picture -> picture.windowWidth() > 1000));
    }

    /** Compares every pixel, with the picture at one to one in the middle of the canvas. */
    private static void compare(ViewerPage viewer, SampledVolume truth, Picture picture) {
        int columns = truth.grid().columns();
        int rows = truth.grid().rows();
        Dimension canvas = viewer.canvasSize();
        assertThat(canvas.height).as("the whole picture is on the canvas").isGreaterThanOrEqualTo(rows);
        int left = Math.round((canvas.width - columns) / 2f);
        int top = Math.round((canvas.height - rows) / 2f);
        byte[] shown = viewer.grayLevels(left, top, columns, rows);

        // Slice 1 on the screen is the one nearest the feet: the phantom's slice 0.
        int[] stored = truth.storedSlice(picture.slice() - 1);
        byte[] expected = new byte[stored.length];
        for (int i = 0; i < stored.length; i++) {
            int hounsfield = stored[i] + truth.encoding().intercept();
            expected[i] = (byte) Truth.windowed(hounsfield, picture.windowCenter(), picture.windowWidth());
        }
        assertThat(shown).hasSameSizeAs(expected);
        assertThat(new String(expected, StandardCharsets.ISO_8859_1)
                        .chars()
                        .distinct()
                        .count())
                .as("levels in the truth: it isn't plain")
                .isGreaterThan(50);
        int different = Arrays.mismatch(expected, shown);
        assertThat(different)
                .as(() -> "%s: row %d, column %d is %d, must be %d"
                        .formatted(
                                picture,
                                different / columns,
                                different % columns,
                                shown[different] & 255,
                                expected[different] & 255))
                .isEqualTo(-1);
    }
}

package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.Radiograph;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.interactions.PointerInput.MouseButton;

/** A radiograph that is larger than the viewport, moved about: what is on the screen is the truth, pixel for pixel, and only what is new comes over the line. */
@ExtendWith(ProductExtension.class)
class LargePictureTest {

    private static final PhantomStudy STUDY = PhantomStudies.CR_CHEST;

    @Test
    void movedOneToOneItIsTheTruthAndOnlyWhatIsNewIsLoaded(Browser browser, Demo demo) {
        browser.recordMessages();
        ViewerPage viewer = ViewerPage.openOneToOne(browser, demo, STUDY, 2);
        Dimension canvas = viewer.canvasSize();
        Radiograph truth = Radiograph.chest();
        long whole = renewed(browser, viewer);
        int left = -Math.round(canvas.width / 2f - truth.columns() / 2f);
        int top = -Math.round(canvas.height / 2f - truth.rows() / 2f);
        compare(viewer, truth, left, top);

        int tenth = canvas.width / 10;
        long bytes = browser.pictureBytes();
        long pixels = browser.pixelsAskedFor("exact");
        long quick = browser.pixelsAskedFor("interactive");
        viewer.drag(MouseButton.MIDDLE, -tenth, 0);
        viewer.awaitExact();
        compare(viewer, truth, left + tenth, top);
        assertThat(browser.pixelsAskedFor("exact") - pixels).isEqualTo((long) tenth * canvas.height);
        assertThat(browser.pixelsAskedFor("interactive")).isEqualTo(quick);
        assertThat(browser.pictureBytes() - bytes)
                .as("of %d bytes of the whole", whole)
                .isLessThan(whole / 5);

        viewer.drag(MouseButton.MIDDLE, -40, 60);
        viewer.awaitExact();
        compare(viewer, truth, left + tenth + 40, top - 60);
        assertThat(browser.pixelsAskedFor("interactive")).isEqualTo(quick);

        long seen = browser.pixelsAskedFor("exact");
        viewer.drag(MouseButton.MIDDLE, 0, -50);
        viewer.awaitExact();
        compare(viewer, truth, left + tenth + 40, top - 10);
        assertThat(browser.pixelsAskedFor("exact") - seen).isLessThanOrEqualTo(50L * canvas.width);
    }

    @Test
    void movedAtAnotherScaleTurnedAndMirroredItIsWhatAWholePictureOfThePlaceIs(Browser browser, Demo demo) {
        browser.recordMessages();
        ViewerPage viewer = ViewerPage.openOneToOne(browser, demo, STUDY, 2);
        for (String key : new String[] {"-", "+", "+", "x", "h"}) {
            viewer.press(key);
            viewer.awaitExact();
            long exact = browser.pixelsAskedFor("exact");
            long quick = browser.pixelsAskedFor("interactive");
            viewer.drag(MouseButton.MIDDLE, 90, -40);
            viewer.awaitExact();
            viewer.drag(MouseButton.MIDDLE, -31, 57);
            viewer.awaitExact();
            Dimension canvas = viewer.canvasSize();
            assertThat(browser.pixelsAskedFor("interactive")).isEqualTo(quick);
            assertThat(browser.pixelsAskedFor("exact") - exact)
                    .isPositive()
                    .isLessThan((long) canvas.width * canvas.height / 2);

            byte[] moved = viewer.grayLevels(0, 0, canvas.width, canvas.height);
            renewed(browser, viewer);
            assertThat(viewer.grayLevels(0, 0, canvas.width, canvas.height))
                    .as("after %s", key)
                    .isEqualTo(moved);
        }
    }

    /** Inverts the picture and inverts it back, so that all of it comes anew. @return bytes of the exact picture at most: what came last, a quick one before it included */
    private static long renewed(Browser browser, ViewerPage viewer) {
        long bytes = 0;
        for (int i = 0; i < 2; i++) {
            long before = browser.pixelsAskedFor("exact");
            bytes = browser.pictureBytes();
            long sequence = viewer.picture().sequence();
            viewer.tool("invert");
            viewer.awaitExact("inverted", picture -> picture.sequence() > sequence);
            Dimension canvas = viewer.canvasSize();
            assertThat(browser.pixelsAskedFor("exact") - before)
                    .as("all of it comes anew")
                    .isEqualTo((long) canvas.width * canvas.height);
        }
        return browser.pictureBytes() - bytes;
    }

    /** Every pixel of the canvas, with the picture one to one and this pixel of it in the upper left corner. */
    private static void compare(ViewerPage viewer, Radiograph truth, int left, int top) {
        Picture picture = viewer.picture();
        Dimension canvas = viewer.canvasSize();
        byte[] expected = new byte[canvas.width * canvas.height];
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                expected[y * canvas.width + x] = (byte) Truth.windowed(
                        truth.storedValue(top + y, left + x), picture.windowCenter(), picture.windowWidth());
            }
        }
        byte[] shown = viewer.grayLevels(0, 0, canvas.width, canvas.height);
        int different = Arrays.mismatch(expected, shown);
        assertThat(different)
                .as(() -> "%s: row %d, column %d of the canvas is %d, must be %d"
                        .formatted(
                                picture,
                                different / canvas.width,
                                different % canvas.width,
                                shown[different] & 255,
                                expected[different] & 255))
                .isEqualTo(-1);
    }
}

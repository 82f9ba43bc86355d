package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
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
        ViewerPage viewer = ViewerPage.openOneToOne(browser, demo, STUDY, 2);
        SampledVolume truth = CtPhantom.headToThorax();
        compare(viewer, truth, viewer.awaitExact());

        viewer.wheel(37);
        compare(viewer, truth, viewer.awaitExact("slice 38", picture -> picture.slice() == 38));

        viewer.choosePreset("Bone");
        compare(viewer, truth, viewer.awaitExact("with the bone window", picture -> picture.windowWidth() > 1000));
    }

    @Test
    void theWheelShowsTheRightSliceOfThoseThatCameAheadAndAnOldLookOfNone(Browser browser, Demo demo) {
        browser.recordMessages();
        ViewerPage viewer = ViewerPage.openOneToOne(browser, demo, STUDY, 2);
        SampledVolume truth = CtPhantom.headToThorax();
        viewer.wheel(20);
        Picture first = viewer.awaitExact("slice 21", picture -> picture.slice() == 21);
        browser.waits()
                .until(
                        "that the next four are there, and not wanted any more",
                        page -> browser.lastSent("ahead", "slice") + " wants " + browser.lastSent("ahead", "slices"),
                        wish -> wish.matches("21 wants \\[.*]") && !wish.matches(".* wants .*\\b(22|23|24|25)\\b.*"));

        browser.holdRequests(true);
        for (int slice = 22; slice <= 25; slice++) {
            int expected = slice;
            viewer.wheel(1);
            Picture shown = viewer.await("slice " + slice, picture -> picture.slice() == expected);
            assertThat(shown.exact()).isFalse();
            assertThat(shown.windowWidth()).isEqualTo(first.windowWidth());
            assertIsMostLike(slice, viewer, truth, shown);
        }
        viewer.choosePreset("Bone");
        browser.waits()
                .until("that the bone window is asked for", page -> browser.lastSent("render", "slice"), "25"::equals);
        viewer.wheel(1);
        browser.waits().until("that slice 26 is asked for", page -> browser.lastSent("render", "slice"), "26"::equals);
        assertThat(viewer.picture().slice())
                .as("the last one with the former window, and its text")
                .isEqualTo(25);
        assertThat(viewer.picture().windowWidth()).isEqualTo(first.windowWidth());

        browser.holdRequests(false);
        viewer.wheel(1);
        compare(
                viewer,
                truth,
                viewer.awaitExact(
                        "slice 27 with the bone window",
                        picture -> picture.slice() == 27 && picture.windowWidth() > 1000));
    }

    /** A quick picture is compressed: of all slices that look noticeably otherwise none may be more like it. */
    private static void assertIsMostLike(int slice, ViewerPage viewer, SampledVolume truth, Picture picture) {
        byte[] shown = shown(viewer, truth);
        byte[] own = expected(truth, slice, picture);
        double difference = difference(shown, own);
        assertThat(difference).as("levels, slice %d", slice).isLessThan(4);
        int others = 0;
        // Each takes the phantom a second to make.
        for (int other = slice - 18; other <= slice + 18; other += 3) {
            byte[] another = expected(truth, other, picture);
            if (difference(own, another) > 1) {
                assertThat(difference(shown, another))
                        .as("slice %d, not %d", slice, other)
                        .isGreaterThan(difference);
                others++;
            }
        }
        assertThat(others).as("slices that look otherwise").isGreaterThan(4);
    }

    /** In levels, on average. */
    private static double difference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 255) - (b[i] & 255));
        }
        return (double) sum / a.length;
    }

    /** Compares every pixel, with the picture at one to one in the middle of the canvas. */
    private static void compare(ViewerPage viewer, SampledVolume truth, Picture picture) {
        int columns = truth.grid().columns();
        byte[] shown = shown(viewer, truth);
        byte[] expected = expected(truth, picture.slice(), picture);
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

    private static byte[] shown(ViewerPage viewer, SampledVolume truth) {
        int columns = truth.grid().columns();
        int rows = truth.grid().rows();
        Dimension canvas = viewer.canvasSize();
        assertThat(canvas.height).as("the whole picture is on the canvas").isGreaterThanOrEqualTo(rows);
        int left = Math.round((canvas.width - columns) / 2f);
        int top = Math.round((canvas.height - rows) / 2f);
        return viewer.grayLevels(left, top, columns, rows);
    }

    /** A slice by the window of a picture. */
    private static byte[] expected(SampledVolume truth, int slice, Picture picture) {
        // Slice 1 on the screen is the one nearest the feet: the phantom's slice 0.
        int[] stored = truth.storedSlice(slice - 1);
        byte[] expected = new byte[stored.length];
        for (int i = 0; i < stored.length; i++) {
            int hounsfield = stored[i] + truth.encoding().intercept();
            expected[i] = (byte) Truth.windowed(hounsfield, picture.windowCenter(), picture.windowWidth());
        }
        return expected;
    }
}

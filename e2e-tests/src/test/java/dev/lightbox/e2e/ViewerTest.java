package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.interactions.PointerInput.MouseButton;

/** Reading a study with mouse and keyboard. */
@ExtendWith(ProductExtension.class)
class ViewerTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final PhantomSeries SOFT_TISSUE = STUDY.series(2);
    private static final PhantomSeries BONE = STUDY.series(3);
    private static final int SLICES = SOFT_TISSUE.instances().size();

    private ViewerPage viewer;

    @BeforeEach
    void openTheCtStudy(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        viewer = ViewerPage.awaitIn(browser);
        viewer.awaitThumbnails(STUDY.series().size());
        viewer.openSeries(SOFT_TISSUE.seriesInstanceUid());
        viewer.awaitExact(
                "the first of the soft tissue series",
                picture -> picture.seriesInstanceUid().equals(SOFT_TISSUE.seriesInstanceUid()) && picture.slice() == 1);
    }

    @Test
    void theFirstSliceIsThereWithItsText() {
        Picture picture = viewer.picture();
        assertThat(picture.slices()).isEqualTo(SLICES);
        assertThat(picture.hasWindow(40, 400)).isTrue();
        assertThat(viewer.text("corner-top-left"))
                .contains("Mustermann", STUDY.patient().id());
        assertThat(viewer.text("corner-bottom-right")
                        + viewer.text("corner-bottom-left")
                        + viewer.text("corner-top-right"))
                .contains("1 / " + SLICES, "W 400");
        assertThat(viewer.text("fidelity")).isEqualTo("Lossless");
    }

    @Test
    void theLettersTellLeftFromRight() {
        assertThat(viewer.text("orientation-left")).isEqualTo("R");
        assertThat(viewer.text("orientation-right")).isEqualTo("L");
        assertThat(viewer.text("orientation-top")).isEqualTo("A");
        assertThat(viewer.text("orientation-bottom")).isEqualTo("P");
    }

    @Test
    void theWheelTurnsThroughTheSlices() {
        viewer.wheel(5);
        viewer.awaitExact("slice 6", picture -> picture.slice() == 6);

        viewer.wheel(-2);
        viewer.awaitExact("slice 4", picture -> picture.slice() == 4);
    }

    @Test
    void theKeysGoToTheEndsOfTheStack() {
        viewer.press(org.openqa.selenium.Keys.END);
        viewer.awaitExact("the last slice", picture -> picture.slice() == SLICES);

        viewer.press(org.openqa.selenium.Keys.HOME);
        viewer.awaitExact("the first slice", picture -> picture.slice() == 1);
    }

    @Test
    void draggingWithTheLeftButtonChangesTheWindow() {
        Picture before = viewer.picture();

        viewer.drag(MouseButton.LEFT, 120, 0);

        Picture after = viewer.awaitExact("with a wider window", picture -> picture.windowWidth() > 450);
        assertThat(after.windowCenter()).isEqualTo(before.windowCenter());
        assertThat(after.slice()).isEqualTo(before.slice());
        assertThat(after.sequence()).isGreaterThan(before.sequence());
    }

    @Test
    void aPresetSetsItsWindow() {
        viewer.choosePreset("Lung");
        Picture lung = viewer.awaitExact("with the lung window", picture -> picture.windowWidth() >= 1000);
        assertThat(lung.windowCenter()).isBetween(-700.0, -400.0);
    }

    @Test
    void draggingWithTheRightButtonZoomsAndWithTheMiddleButtonMoves() {
        Picture fitted = viewer.picture();
        assertThat(fitted.region()).isEqualTo("0,0,512,512");

        viewer.drag(MouseButton.RIGHT, 0, -200);
        Picture zoomed =
                viewer.awaitExact("of a part", picture -> !picture.region().equals(fitted.region()));

        viewer.drag(MouseButton.MIDDLE, -80, 0);
        viewer.awaitExact("of another part", picture -> !picture.region().equals(zoomed.region()));

        viewer.tool("reset");
        viewer.awaitExact(
                "of the whole again, with its own window",
                picture -> picture.region().equals(fitted.region()) && picture.hasWindow(40, 400));
    }

    @Test
    void aThumbnailOpensItsSeries() {
        viewer.openSeries(BONE.seriesInstanceUid());

        Picture bone = viewer.awaitExact(
                "of the bone series", picture -> picture.seriesInstanceUid().equals(BONE.seriesInstanceUid()));

        assertThat(bone.slices()).isEqualTo(BONE.instances().size());
        assertThat(bone.slice()).isEqualTo(1);
        assertThat(bone.hasWindow(400, 2000)).isTrue();
    }

    @Test
    void backLeadsToTheWorklist() {
        assertThat(viewer.back().hasList()).isTrue();
    }
}

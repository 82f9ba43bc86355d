package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.Orthanc;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.phantom.MrPhantom;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.SampledVolume;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;

/** How somebody wanted two slices to look, chosen in the viewer: every pixel against the phantom, worked out here. */
@ExtendWith(ProductExtension.class)
class PresentationStatesTest {

    private static final PhantomStudy STUDY = PhantomStudies.MR_HEAD;
    private static final SampledVolume TRUTH = MrPhantom.obliqueHeadT1();
    private static final String SERIES = "2.25.280871947";
    private static final String STATE = "2.25.280871948";

    /** Slices 3 and 4 of the first series: window 300/601, black for white, turned clockwise by a quarter, an outline and a text over slice 3. */
    private static byte[] state() {
        var series = STUDY.series(1);
        DataSet[] images = List.of(2, 3).stream()
                .map(index -> series.instances().get(index))
                .map(instance -> DataSet.builder()
                        .put(Tag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                        .put(Tag.ReferencedSOPInstanceUID, instance.sopInstanceUid())
                        .build())
                .toArray(DataSet[]::new);
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.SOPInstanceUID, STATE)
                .put(Tag.StudyInstanceUID, STUDY.studyInstanceUid())
                .put(Tag.SeriesInstanceUID, SERIES)
                .put(Tag.SeriesNumber, "9")
                .put(Tag.Modality, "PR")
                .put(Tag.PatientID, STUDY.patient().id())
                .put(Tag.PatientName, STUDY.patient().name())
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.InstanceNumber, "1")
                .put(Tag.ContentLabel, "LESION")
                .put(Tag.ContentDescription, "Herd links")
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .put(Tag.SeriesInstanceUID, series.seriesInstanceUid())
                                .putItems(Tag.ReferencedImageSequence, images)
                                .build())
                .putItems(
                        Tag.SoftcopyVOILUTSequence,
                        DataSet.builder()
                                .put(Tag.WindowCenter, "300")
                                .put(Tag.WindowWidth, "601")
                                .build())
                .put(Tag.PresentationLUTShape, "INVERSE")
                .putInts(Tag.ImageRotation, 90)
                .put(Tag.ImageHorizontalFlip, "N")
                .putItems(
                        Tag.GraphicLayerSequence,
                        DataSet.builder()
                                .put(Tag.GraphicLayer, "MARKS")
                                .putInts(Tag.GraphicLayerOrder, 1)
                                .build())
                .putItems(
                        Tag.GraphicAnnotationSequence,
                        DataSet.builder()
                                .put(Tag.GraphicLayer, "MARKS")
                                .putItems(Tag.ReferencedImageSequence, images[0])
                                .putItems(
                                        Tag.GraphicObjectSequence,
                                        DataSet.builder()
                                                .put(Tag.GraphicAnnotationUnits, "PIXEL")
                                                .putInts(Tag.GraphicDimensions, 2)
                                                .putInts(Tag.NumberOfGraphicPoints, 2)
                                                .putNumbers(Tag.GraphicData, 128, 128, 158, 128)
                                                .put(Tag.GraphicType, "CIRCLE")
                                                .put(Tag.GraphicFilled, "N")
                                                .build())
                                .putItems(
                                        Tag.TextObjectSequence,
                                        DataSet.builder()
                                                .put(Tag.UnformattedTextValue, "Herd")
                                                .put(Tag.AnchorPointAnnotationUnits, "PIXEL")
                                                .putNumbers(Tag.AnchorPoint, 128, 98)
                                                .put(Tag.AnchorPointVisibility, "N")
                                                .build())
                                .build())
                .build();
        return DicomWriter.toBytes(dataSet, "1.2.840.10008.1.2.1");
    }

    @Test
    void aChosenStateDecidesEveryPixelOfItsPicturesAndDrawsOverThem(Browser browser, Demo demo, Orthanc orthanc) {
        orthanc.store(state());
        try {
            SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                    .submit("radiologist", demo.account("radiologist").password());
            ViewerPage viewer = ViewerPage.awaitIn(browser);
            viewer.awaitExact();
            viewer.openSeries(STUDY.series(1).seriesInstanceUid());
            viewer.awaitExact(
                    "of the first series",
                    picture ->
                            picture.seriesInstanceUid().equals(STUDY.series(1).seriesInstanceUid()));
            viewer.press("e");

            viewer.clickTestId("state-menu");
            viewer.clickTestId("state-choice");
            viewer.awaitExact(
                    "the state's first slice", picture -> picture.slice() == 3 && picture.windowWidth() == 601);
            browser.waits()
                    .until(
                            "presented",
                            page -> Objects.requireNonNullElse(
                                    Shadow.find(page, "lightbox-viewport[active]")
                                            .getDomAttribute("data-presented"),
                                    ""),
                            STATE::equals);
            assertThat(viewer.text("corner-bottom-right")).contains("State: LESION");
            assertThat(Shadow.find(browser.driver(), "[data-testid='state-text']")
                            .getText())
                    .isEqualTo("Herd");
            browser.saveScreen("presentation state");

            viewer.tool("oneToOne");
            viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
            viewer.awaitExact();
            Dimension canvas = viewer.canvasSize();
            int size = 256;
            byte[] shown = viewer.grayLevels(
                    Math.round((canvas.width - size) / 2f), Math.round((canvas.height - size) / 2f), size, size);
            int[] stored = TRUTH.storedSlice(2);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    // Turned clockwise: what was below is on the left.
                    int value = stored[(size - 1 - x) * size + y];
                    int expected = 255 - Truth.windowed(value, 300, 601);
                    assertThat(shown[y * size + x] & 255)
                            .as("row %d, column %d on the screen", y, x)
                            .isEqualTo(expected);
                }
            }

            viewer.wheel(2);
            viewer.awaitExact("a slice that it isn't for", picture -> picture.slice() == 5);
            assertThat(viewer.text("corner-bottom-right")).contains("Not in the state LESION");
            assertThat(Shadow.findAll(browser.driver(), "[data-testid='state-text']"))
                    .isEmpty();

            viewer.clickTestId("state-menu");
            viewer.clickTestId("state-none");
            viewer.awaitText("corner-bottom-right", "no state", text -> !text.contains("LESION"));
            assertThat(Shadow.findAll(browser.driver(), "[data-testid='state-choice']").stream()
                            .filter(WebElement::isDisplayed))
                    .isEmpty();
        } finally {
            orthanc.delete(SERIES);
        }
    }
}

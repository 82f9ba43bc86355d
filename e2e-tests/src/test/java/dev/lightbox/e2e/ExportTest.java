package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.Picture;
import dev.lightbox.e2e.pages.PlanesPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.CtPhantom;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.SampledVolume;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** What leaves the viewer: a picture's file against the phantom's truth, a printed page, and nothing for those who may not. */
@ExtendWith(ProductExtension.class)
class ExportTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;

    /** Around the middle of the picture, where no text is written. */
    private static final int EDGE = 240;

    @TempDir
    Path downloads;

    private static ViewerPage open(Browser browser, Demo demo, String account) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit(account, demo.account(account).password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();
        return viewer;
    }

    /** One viewport with slice 38 of the soft tissue series, a pixel for a pixel. */
    private static Picture oneToOne(ViewerPage viewer) {
        viewer.press("e");
        viewer.openSeries(STUDY.series(2).seriesInstanceUid());
        viewer.awaitExact();
        viewer.wheel(37);
        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
        return viewer.awaitExact("slice 38", picture -> picture.slice() == 38);
    }

    @Test
    void aSavedPictureHasTheServersPixelsOneByOne(Browser browser, Demo demo) throws IOException {
        ViewerPage viewer = open(browser, demo, "radiologist");
        Picture picture = oneToOne(viewer);
        browser.driver()
                .executeCdpCommand(
                        "Browser.setDownloadBehavior",
                        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        Dimension canvas = viewer.canvasSize();

        viewer.press(Keys.chord(Keys.CONTROL, "p"));
        viewer.clickTestId("export-patient");
        browser.saveScreen("export dialog");
        viewer.clickTestId("export-png");
        BufferedImage saved = ImageIO.read(download(browser, ".png").toFile());
        Files.copy(
                download(browser, ".png"),
                browser.saveScreen("exported"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(new Dimension(saved.getWidth(), saved.getHeight())).isEqualTo(canvas);
        SampledVolume truth = CtPhantom.headToThorax();
        int[] stored = truth.storedSlice(37);
        int columns = truth.grid().columns();
        int rows = truth.grid().rows();
        int left = Math.round((canvas.width - columns) / 2f);
        int top = Math.round((canvas.height - rows) / 2f);
        for (int row = (rows - EDGE) / 2; row < (rows + EDGE) / 2; row++) {
            for (int column = (columns - EDGE) / 2; column < (columns + EDGE) / 2; column++) {
                int expected = Truth.windowed(
                        stored[row * columns + column] + truth.encoding().intercept(),
                        picture.windowCenter(),
                        picture.windowWidth());
                assertThat(saved.getRGB(left + column, top + row) & 0xFFFFFF)
                        .as("row %d, column %d", row, column)
                        .isEqualTo(expected * 0x010101);
            }
        }

        viewer.press(Keys.chord(Keys.CONTROL, "p"));
        viewer.clickTestId("export-jpeg");
        BufferedImage lossy = ImageIO.read(download(browser, ".jpg").toFile());
        assertThat(lossy.getWidth()).isEqualTo(canvas.width);
    }

    @Test
    void aSavedPlaneHasThePixelsOfTheScreen(Browser browser, Demo demo) throws IOException {
        ViewerPage viewer = open(browser, demo, "radiologist");
        oneToOne(viewer);
        PlanesPage planes = viewer.planes();
        planes.awaitExact("coronal");
        planes.press("coronal", "1");
        planes.awaitExact("coronal");
        browser.driver()
                .executeCdpCommand(
                        "Browser.setDownloadBehavior",
                        Map.of("behavior", "allow", "downloadPath", downloads.toString()));

        planes.press("coronal", Keys.chord(Keys.CONTROL, "p"));
        viewer.clickTestId("export-png");
        BufferedImage saved = ImageIO.read(download(browser, ".png").toFile());

        assertThat(new Dimension(saved.getWidth(), saved.getHeight())).isEqualTo(planes.canvasSize("coronal"));
        // Where no text is written and, on the screen, no crosshair's line is: the canvas has none.
        List<List<Integer>> places = new ArrayList<>();
        for (int x = saved.getWidth() / 4; x < saved.getWidth() * 3 / 4; x += 3) {
            places.add(List.of(x, saved.getHeight() / 3));
        }
        byte[] shown = planes.levels("coronal", places);
        Set<Integer> levels = new HashSet<>();
        for (int i = 0; i < shown.length; i++) {
            int rgb = saved.getRGB(places.get(i).get(0), places.get(i).get(1)) & 0xFFFFFF;
            assertThat(rgb).as("%s", places.get(i)).isEqualTo((shown[i] & 0xFF) * 0x010101);
            levels.add(rgb);
        }
        assertThat(levels).as("a picture of something").hasSizeGreaterThan(5);
        browser.saveScreen("exported plane");
    }

    @Test
    void thePrintersPageHasThePictureAndNothingOfTheScreen(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, "radiologist");
        oneToOne(viewer);
        browser.driver().executeScript("window.print = () => { window.printed = true; };");
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(Shadow.find(browser.driver(), "[data-testid='print-page']").getText())
                .as("what was not asked for isn't printed")
                .isEqualTo("Pictures are printed by “Save or print pictures” in the viewer.");
        assertThat(Shadow.find(browser.driver(), "lightbox-grid").isDisplayed()).isFalse();
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));

        viewer.press(Keys.chord(Keys.CONTROL, "p"));
        viewer.clickTestId("export-print");
        browser.waits()
                .until(
                        "the printer",
                        page -> browser.driver().executeScript("return window.printed === true"),
                        Boolean.TRUE::equals);
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(Shadow.find(browser.driver(), "[data-testid='print-page'] canvas")
                        .isDisplayed())
                .isTrue();
        browser.saveScreen("printed page");
        browser.driver().executeScript("window.dispatchEvent(new Event('afterprint'));");
        browser.waits()
                .until(
                        "no picture left",
                        page -> Shadow.findAll(page, "[data-testid='print-page'] canvas"),
                        List::isEmpty);
    }

    @Test
    void whoMayNotIsToldSo(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, "referring");
        viewer.press(Keys.chord(Keys.CONTROL, "p"));
        viewer.awaitText("export-forbidden", "why not", text -> text.contains("not save or print"));
        assertThat(Shadow.findAll(browser.driver(), "[data-testid='export-png']"))
                .isEmpty();
    }

    private Path download(Browser browser, String ending) {
        return browser.waits()
                .until(
                        "a file " + ending,
                        page -> {
                            try (Stream<Path> files = Files.list(downloads)) {
                                return files.filter(file -> file.toString().endsWith(ending))
                                        .toList();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        files -> files.size() == 1)
                .getFirst();
    }
}

package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;

/** A study in the viewer. Waits for attributes that the viewport sets in the same task in which it draws (frontend/README.md). */
public final class ViewerPage extends Page {

    /** The viewport that tools and keys work on. */
    private static final String ACTIVE = "lightbox-viewport[active]";

    private static final String READ = """
            const view = arguments[0];
            return Object.fromEntries(view.getAttributeNames().filter(n => n.startsWith('data-')).map(n => [n.slice(5), view.getAttribute(n)]));
            """;

    private static final String GRAY_LEVELS = """
            const [canvas, left, top, width, height] = arguments;
            const rgba = canvas.getContext('2d').getImageData(left, top, width, height).data;
            let levels = '';
            for (let i = 0; i < rgba.length; i += 4) {
              if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) {
                throw new Error(`pixel ${i / 4} isn't gray: ${rgba.slice(i, i + 3)}`);
              }
              levels += String.fromCharCode(rgba[i]);
            }
            return btoa(levels);
            """;

    private ViewerPage(Browser browser) {
        super(browser, By.cssSelector("lightbox-viewer"));
    }

    public static ViewerPage awaitIn(Browser browser) {
        return new ViewerPage(browser);
    }

    /** Signs in as radiologist and opens a series of a study, a pixel for a pixel of the screen. @param series its number, from 1 */
    public static ViewerPage openOneToOne(Browser browser, Demo demo, PhantomStudy study, int series) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + study.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = awaitIn(browser);
        String uid = study.series(series).seriesInstanceUid();
        viewer.openSeries(uid);
        viewer.awaitExact(
                "of series " + series, picture -> picture.seriesInstanceUid().equals(uid));
        viewer.tool("oneToOne");
        viewer.awaitText("corner-bottom-right", "zoom 100 %", text -> text.contains("100 %"));
        viewer.awaitExact();
        return viewer;
    }

    /** What the active viewport shows now. */
    public Picture picture() {
        @SuppressWarnings("unchecked")
        Map<String, String> data = (Map<String, String>)
                Objects.requireNonNull(driver().executeScript(READ, Shadow.find(driver(), ACTIVE)));
        return new Picture(
                data.getOrDefault("state", ""),
                data.getOrDefault("series", ""),
                Integer.parseInt(data.getOrDefault("slice", "0")),
                Integer.parseInt(data.getOrDefault("slices", "0")),
                Long.parseLong(data.getOrDefault("sequence", "0")),
                data.getOrDefault("exact", "").equals("true"),
                Double.parseDouble(data.getOrDefault("window-center", "NaN")),
                Double.parseDouble(data.getOrDefault("window-width", "NaN")),
                data.getOrDefault("region", ""));
    }

    /** Waits until the viewport shows what fits. */
    public Picture await(String expected, Predicate<Picture> fits) {
        return waits().until(expected, page -> picture(), fits);
    }

    /** Waits until an exact picture is shown. */
    public Picture awaitExact() {
        return await("an exact picture", Picture::isAtRest);
    }

    /** Waits until an exact picture that fits is shown. */
    public Picture awaitExact(String expected, Predicate<Picture> fits) {
        return await("an exact picture, " + expected, picture -> picture.isAtRest() && fits.test(picture));
    }

    /** Turns the wheel over the picture by so many notches; down is positive. */
    public void wheel(int notches) {
        ScrollOrigin picture = ScrollOrigin.fromElement(stage());
        int direction = Integer.signum(notches);
        for (int notch = 0; notch < Math.abs(notches); notch++) {
            new Actions(driver()).scrollFromOrigin(picture, 0, direction * 100).perform();
        }
    }

    /** Drags from the picture's middle by so many CSS pixels. */
    public void drag(MouseButton button, int dx, int dy) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        java.time.Duration step = java.time.Duration.ofMillis(40);
        Sequence drag = new Sequence(mouse, 1)
                .addAction(mouse.createPointerMove(java.time.Duration.ZERO, Origin.fromElement(stage()), 0, 0))
                .addAction(mouse.createPointerDown(button.asArg()))
                .addAction(mouse.createPointerMove(step, Origin.pointer(), dx / 2, dy / 2))
                .addAction(mouse.createPointerMove(step, Origin.pointer(), dx - dx / 2, dy - dy / 2))
                .addAction(mouse.createPointerUp(button.asArg()));
        driver().perform(List.of(drag));
    }

    /** The active viewport's middle, in CSS pixels of the page. */
    public org.openqa.selenium.Point middle() {
        return middleOf(stage());
    }

    /** Double click in the picture's middle. */
    public void doubleClick() {
        new Actions(driver()).doubleClick(stage()).perform();
    }

    /** Opens the planes of the series that is shown, by their key. */
    public PlanesPage planes() {
        press("m");
        return PlanesPage.awaitIn(browser());
    }

    /** What is measured in the active viewport. */
    public MeasuringPage measuring() {
        return MeasuringPage.awaitIn(browser());
    }

    /** All viewports together. */
    public ViewportsPage viewports() {
        return ViewportsPage.awaitIn(browser());
    }

    public void press(CharSequence key) {
        stage().sendKeys(key);
    }

    public void pressEscape() {
        driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    }

    public void choosePreset(String name) {
        clickIn("[data-testid='window-menu']");
        waits().until(
                        "a window preset called " + name,
                        page -> Shadow.findAll(page, "[data-testid='preset']").stream()
                                .filter(item -> item.getText().contains(name))
                                .toList(),
                        items -> items.size() == 1)
                .getFirst()
                .click();
    }

    /** Presses a button of the toolbar, such as {@code reset}. */
    public void tool(String name) {
        clickIn("[data-testid='tool-" + name + "']");
    }

    /** What is shown before the series has come isn't exact any more when this returns. */
    public void openSeries(String seriesInstanceUid) {
        clickIn(series(seriesInstanceUid));
        // The page tells of itself once a frame.
        driver().executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done));");
    }

    private static String series(String seriesInstanceUid) {
        return "[data-testid='series'][data-series='" + seriesInstanceUid + "']";
    }

    /** Waits until the series strip has so many entries with a loaded thumbnail. */
    public void awaitThumbnails(int number) {
        waits().until(
                        number + " thumbnails",
                        page -> ((org.openqa.selenium.JavascriptExecutor) page)
                                .executeScript(
                                        "return arguments[0].filter(image => image.complete && image.naturalWidth > 0).length",
                                        Shadow.findAll(page, "[data-testid='series'] img")),
                        loaded -> Long.valueOf(number).equals(loaded));
    }

    /** The text of a part of the active viewport, or else of the viewer. */
    public String text(String testId) {
        String selector = "[data-testid='" + testId + "']";
        return Shadow.findAll(driver(), ACTIVE).stream()
                .flatMap(active -> Shadow.findAllWithin(driver(), active, selector).stream())
                .findFirst()
                .orElseGet(() -> Shadow.find(driver(), selector))
                .getText();
    }

    /**
     * Why the stream is over: {@code signed-out}, {@code not-available}, {@code not-understood}, {@code done}.
     *
     * @throws org.openqa.selenium.NoSuchElementException while it isn't
     */
    public String ended() {
        return String.valueOf(Shadow.find(driver(), "[data-testid='ended']").getDomAttribute("data-reason"));
    }

    /** Waits until a part of the viewer is displayed and its text fits. */
    public String awaitText(String testId, String expected, Predicate<String> fits) {
        return waits().until(testId + ": " + expected, page -> text(testId), fits);
    }

    /** Waits until the part is displayed, and clicks it. */
    public void clickTestId(String testId) {
        clickIn("[data-testid='" + testId + "']");
    }

    private void clickIn(String selector) {
        waits().until("clickable: " + selector, page -> Shadow.find(page, selector), WebElement::isDisplayed)
                .click();
    }

    /** The canvas's size in device pixels. */
    public Dimension canvasSize() {
        List<?> size = (List<?>) Objects.requireNonNull(
                driver().executeScript("return [arguments[0].width, arguments[0].height]", canvas()));
        return new Dimension(((Long) size.get(0)).intValue(), ((Long) size.get(1)).intValue());
    }

    /** The levels, 0–255, of a part of the canvas in device pixels, row by row; all of it must be gray. */
    public byte[] grayLevels(int left, int top, int width, int height) {
        Object levels = driver().executeScript(GRAY_LEVELS, canvas(), left, top, width, height);
        return Base64.getDecoder().decode(String.valueOf(levels));
    }

    public WorklistPage back() {
        clickTestId("back");
        return WorklistPage.awaitIn(browser());
    }

    private WebElement stage() {
        return waits().until("the active viewport's stage", page -> inActive("stage"), WebElement::isDisplayed);
    }

    private WebElement canvas() {
        return inActive("canvas");
    }

    private WebElement inActive(String testId) {
        return Shadow.findWithin(driver(), Shadow.find(driver(), ACTIVE), "[data-testid='" + testId + "']");
    }
}

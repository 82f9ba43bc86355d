package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;

/** The planes of a volume in the viewer (MPR). Reads and waits as {@link ViewerPage} does. */
public final class PlanesPage extends Page {

    private static final Duration STEP = Duration.ofMillis(40);

    private static final String READ = """
            const element = arguments[0];
            return Object.fromEntries(element.getAttributeNames().filter(n => n.startsWith('data-')).map(n => [n.slice(5), element.getAttribute(n)]));
            """;

    /** Of single pixels, so that a whole canvas needn't be carried over. */
    private static final String LEVELS = """
            const [canvas, places] = arguments;
            const context = canvas.getContext('2d');
            let levels = '';
            for (const [x, y] of places) {
              const [r, g, b] = context.getImageData(x, y, 1, 1).data;
              if (r !== g || r !== b) {
                throw new Error(`pixel ${x}, ${y} isn't gray: ${[r, g, b]}`);
              }
              levels += String.fromCharCode(r);
            }
            return btoa(levels);
            """;

    private PlanesPage(Browser browser) {
        super(browser, By.cssSelector("lightbox-viewer"));
    }

    static PlanesPage awaitIn(Browser browser) {
        return new PlanesPage(browser);
    }

    /** What a view shows now. @param plane {@code axial}, {@code coronal}, {@code sagittal} or {@code oblique} */
    public Plane plane(String plane) {
        Map<String, String> data = read(view(plane));
        return new Plane(
                data.getOrDefault("state", ""),
                Long.parseLong(data.getOrDefault("sequence", "0")),
                data.getOrDefault("exact", "").equals("true"),
                data.getOrDefault("gap", "").equals("true"),
                Integer.parseInt(data.getOrDefault("loaded", "0")),
                Integer.parseInt(data.getOrDefault("slices", "0")),
                Place.parse(data.getOrDefault("center", "NaN,NaN,NaN")),
                Place.parse(data.getOrDefault("right", "NaN,NaN,NaN")),
                Place.parse(data.getOrDefault("down", "NaN,NaN,NaN")),
                Double.parseDouble(data.getOrDefault("spacing", "NaN")),
                data.getOrDefault("method", ""),
                Double.parseDouble(data.getOrDefault("slab", "NaN")),
                Double.parseDouble(data.getOrDefault("window-center", "NaN")),
                Double.parseDouble(data.getOrDefault("window-width", "NaN")));
    }

    /** Waits until a view shows an exact picture that fits. */
    public Plane awaitExact(String plane, String expected, Predicate<Plane> fits) {
        return waits().until(
                        "an exact " + plane + " plane, " + expected,
                        page -> plane(plane),
                        shown -> shown.isAtRest() && fits.test(shown));
    }

    /** Waits until a view shows an exact picture. */
    public Plane awaitExact(String plane) {
        return awaitExact(plane, "any", shown -> true);
    }

    /** An attribute of all planes together, such as {@code crosshair}; empty where it isn't there. */
    public String common(String name) {
        return read(Shadow.find(driver(), "lightbox-mpr")).getOrDefault(name, "");
    }

    public String awaitCommon(String name, String expected, Predicate<String> fits) {
        return waits().until(name + ": " + expected, page -> common(name), fits);
    }

    public Place crosshair() {
        return Place.parse(awaitCommon("crosshair", "a place", text -> !text.isEmpty()));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> read(WebElement element) {
        return (Map<String, String>) Objects.requireNonNull(driver().executeScript(READ, element));
    }

    /** The text of a part of a view, such as {@code orientation-left}. */
    public String text(String plane, String testId) {
        return within(plane, "[data-testid='" + testId + "']").getText();
    }

    /** The view's canvas in device pixels, which are CSS pixels here. */
    public Dimension canvasSize(String plane) {
        List<?> size = (List<?>) Objects.requireNonNull(
                driver().executeScript("return [arguments[0].width, arguments[0].height]", canvas(plane)));
        return new Dimension(((Long) size.get(0)).intValue(), ((Long) size.get(1)).intValue());
    }

    /** The levels, 0–255, of single pixels of a view. @param pixels x and y of each */
    public byte[] levels(String plane, List<List<Integer>> pixels) {
        Object levels = driver().executeScript(LEVELS, canvas(plane), pixels);
        return Base64.getDecoder().decode(String.valueOf(levels));
    }

    /** Where a place of the patient is seen in a view, in pixels from the view's middle. */
    public org.openqa.selenium.Point offsetOf(Plane shown, Place place) {
        Place offset = place.minus(shown.center());
        return new org.openqa.selenium.Point((int) Math.round(offset.dot(shown.right()) / shown.spacing()), (int)
                Math.round(offset.dot(shown.down()) / shown.spacing()));
    }

    /** Drags in a view from a place to another, given in CSS pixels from its middle. */
    public void drag(String plane, MouseButton button, int fromX, int fromY, int toX, int toY) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        drag(mouse, button.asArg(), plane, fromX, fromY, toX, toY);
    }

    /** The same with a finger. */
    public void dragByFinger(String plane, int fromX, int fromY, int toX, int toY) {
        drag(new PointerInput(PointerInput.Kind.TOUCH, "finger"), 0, plane, fromX, fromY, toX, toY);
    }

    private void drag(PointerInput pointer, int button, String plane, int fromX, int fromY, int toX, int toY) {
        Origin view = Origin.fromElement(stage(plane));
        driver().perform(List.of(new Sequence(pointer, 1)
                .addAction(pointer.createPointerMove(Duration.ZERO, view, fromX, fromY))
                .addAction(pointer.createPointerDown(button))
                .addAction(pointer.createPointerMove(STEP, view, (fromX + toX) / 2, (fromY + toY) / 2))
                .addAction(pointer.createPointerMove(STEP, view, toX, toY))
                .addAction(pointer.createPointerUp(button))));
    }

    /** The view's middle, in CSS pixels of the page. */
    public org.openqa.selenium.Point middle(String plane) {
        return middleOf(stage(plane));
    }

    /** Moves the mouse over a place of a view, in CSS pixels from its middle. */
    public void pointAt(String plane, int x, int y) {
        new Actions(driver()).moveToElement(stage(plane), x, y).perform();
    }

    public void doubleClick(String plane, int x, int y) {
        new Actions(driver()).moveToElement(stage(plane), x, y).doubleClick().perform();
    }

    /** Turns the wheel over a view by so many notches; down is positive. */
    public void wheel(String plane, int notches) {
        ScrollOrigin view = ScrollOrigin.fromElement(stage(plane));
        for (int notch = 0; notch < Math.abs(notches); notch++) {
            new Actions(driver())
                    .scrollFromOrigin(view, 0, Integer.signum(notches) * 100)
                    .perform();
        }
    }

    /** The place of a part that is drawn over a view, such as the handle {@code turn-coronal-0}, in CSS pixels from the view's middle. */
    public org.openqa.selenium.Point markAt(String plane, String testId) {
        List<?> place = (List<?>) Objects.requireNonNull(driver().executeScript(
                        """
                const [mark, stage] = [...arguments].map(element => element.getBoundingClientRect());
                return [mark, stage].map(box => [box.x + box.width / 2, box.y + box.height / 2])
                    .reduce((a, b) => [Math.round(a[0] - b[0]), Math.round(a[1] - b[1])]);
                """,
                        waits().until(
                                        testId + " in the " + plane + " view",
                                        page -> within(plane, "[data-testid='" + testId + "']"),
                                        WebElement::isDisplayed),
                        stage(plane)));
        return new org.openqa.selenium.Point(((Long) place.get(0)).intValue(), ((Long) place.get(1)).intValue());
    }

    public void press(String plane, CharSequence key) {
        stage(plane).sendKeys(key);
    }

    /** What is measured in a view. */
    public MeasuringPage measuring(String plane) {
        return MeasuringPage.awaitIn(browser(), plane);
    }

    /** Leaves the planes by the key that opened them. */
    public ViewerPage leave() {
        press("axial", "m");
        return ViewerPage.awaitIn(browser());
    }

    private WebElement view(String plane) {
        return Shadow.find(driver(), "lightbox-plane[data-plane='" + plane + "']");
    }

    private WebElement stage(String plane) {
        return within(plane, "[data-testid='stage']");
    }

    private WebElement canvas(String plane) {
        return within(plane, "[data-testid='canvas']");
    }

    private WebElement within(String plane, String selector) {
        return Shadow.findWithin(driver(), view(plane), selector);
    }
}

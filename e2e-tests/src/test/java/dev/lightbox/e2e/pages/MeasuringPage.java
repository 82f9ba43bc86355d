package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/**
 * What is measured in a viewport or a plane. Places in slices are given in the picture's own pixels; where those are on the screen is reckoned here, for a picture in the viewport's
 * middle, from the canvas's size alone.
 */
public final class MeasuringPage extends Page {

    private static final Duration STEP = Duration.ofMillis(40);

    private static final Pattern NUMBER = Pattern.compile("[−]?[0-9][0-9,]*(\\.[0-9]+)?");

    private static final String CANVAS = """
            const box = arguments[0].getBoundingClientRect();
            return [box.left, box.top, arguments[0].width, arguments[0].height].map(Number);
            """;

    /** The texts of a measurement's label, line by line. */
    private static final String LINES =
            "return [...arguments[0].querySelectorAll('tspan')].map(line => line.textContent)";

    private final String viewport;

    private MeasuringPage(Browser browser, String viewport) {
        super(browser, By.cssSelector("lightbox-viewer"));
        this.viewport = viewport;
    }

    /** In the active viewport of slices. */
    static MeasuringPage awaitIn(Browser browser) {
        return new MeasuringPage(browser, "lightbox-viewport[active]");
    }

    /** In the view of a plane. */
    static MeasuringPage awaitIn(Browser browser, String plane) {
        return new MeasuringPage(browser, "lightbox-plane[data-plane='" + plane + "']");
    }

    /**
     * A picture in the middle of the viewport.
     *
     * @param scale CSS pixels a source pixel; 0 for a picture that is fitted to the viewport
     */
    public record Framing(int columns, int rows, double scale) {

        double scaleIn(double width, double height) {
            return scale > 0 ? scale : Math.min(width / columns, height / rows);
        }
    }

    /** Drags from a place to another, and says between which ones exactly: a mouse is on whole pixels of the screen. */
    public List<Spot> drag(Framing framing, Spot from, Spot to) {
        int[] start = onScreen(framing, from);
        int[] end = onScreen(framing, to);
        drag(start, end);
        return List.of(inPicture(framing, start[0], start[1]), inPicture(framing, end[0], end[1]));
    }

    /** Drags between places in pixels of the canvas, and says between which ones exactly. */
    public List<Spot> drag(Spot from, Spot to) {
        double[] canvas = canvas();
        int[] start = {(int) Math.round(canvas[0] + from.x()), (int) Math.round(canvas[1] + from.y())};
        int[] end = {(int) Math.round(canvas[0] + to.x()), (int) Math.round(canvas[1] + to.y())};
        drag(start, end);
        return List.of(
                new Spot(start[0] - canvas[0], start[1] - canvas[1]), new Spot(end[0] - canvas[0], end[1] - canvas[1]));
    }

    private void drag(int[] start, int[] end) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        driver().perform(List.of(new Sequence(mouse, 1)
                .addAction(mouse.createPointerMove(Duration.ZERO, Origin.viewport(), start[0], start[1]))
                .addAction(mouse.createPointerDown(MouseButton.LEFT.asArg()))
                .addAction(mouse.createPointerMove(
                        STEP, Origin.viewport(), (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
                .addAction(mouse.createPointerMove(STEP, Origin.viewport(), end[0], end[1]))
                .addAction(mouse.createPointerUp(MouseButton.LEFT.asArg()))));
    }

    /** How many measurements the viewport shows. */
    public int shown() {
        return measurements().size();
    }

    /** Waits until so many measurements are there, all of them answered. */
    public void awaitAnswered(int number) {
        waits().until(
                        number + " measurements with an answer",
                        page -> measurements().stream()
                                .map(one -> one.getDomAttribute("data-answered"))
                                .toList(),
                        answered ->
                                answered.size() == number && answered.stream().allMatch("true"::equals));
    }

    /** Waits until none is there. */
    public void awaitNone() {
        waits().until("no measurement", page -> shown(), count -> count == 0);
    }

    /** Waits until the label of a measurement fits. @param index from 0, in the order in which they were drawn */
    public List<String> awaitLabel(int index, String expected, Predicate<List<String>> fits) {
        return waits().until("label " + index + ": " + expected, page -> label(index), fits);
    }

    /** What stands beside a measurement now. */
    @SuppressWarnings("unchecked")
    public List<String> label(int index) {
        return (List<String>) Objects.requireNonNull(
                driver().executeScript(LINES, measurements().get(index)));
    }

    /** The numbers in a text, as they are written for people. */
    public static List<Double> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(number -> Double.valueOf(number.replace(",", "").replace('−', '-')))
                .toList();
    }

    /** Where the handles of the chosen one are in the picture, as they are drawn. */
    public List<Spot> handles(Framing framing) {
        double[] canvas = canvas();
        return handles().stream()
                .map(handle -> inPicture(framing, canvas[0] + handle.x(), canvas[1] + handle.y()))
                .toList();
    }

    /** Where they are drawn, in pixels of the canvas. */
    public List<Spot> handles() {
        return Shadow.findAllWithin(driver(), viewport(), "[data-testid='measure-handle']").stream()
                .map(handle -> new Spot(
                        Double.parseDouble(Objects.requireNonNull(handle.getDomAttribute("cx"))),
                        Double.parseDouble(Objects.requireNonNull(handle.getDomAttribute("cy")))))
                .toList();
    }

    /** Waits until the chosen one's handles are drawn at places that fit, in pixels of the canvas. */
    public void awaitHandles(String expected, Predicate<List<Spot>> fit) {
        waits().until("handles " + expected, page -> handles(), fit);
    }

    /** The text of the list's entry of this number, from 0. */
    public String entry(int index) {
        return Shadow.findAll(driver(), "[data-testid='measure-entry']")
                .get(index)
                .getText();
    }

    /** Waits until the list has so many entries. */
    public void awaitEntries(int number) {
        waits().until(
                        number + " entries in the list",
                        page -> Shadow.findAll(page, "[data-testid='measure-entry']")
                                .size(),
                        count -> count == number);
    }

    /** Shows the measurement of an entry where it is. */
    public void goTo(int index) {
        Shadow.findAll(driver(), "[data-testid='measure-go']").get(index).click();
    }

    private int[] onScreen(Framing framing, Spot spot) {
        double[] canvas = canvas();
        double[] picture = picture(framing, canvas);
        return new int[] {
            (int) Math.round(canvas[0] + picture[0] + spot.x() * picture[2]),
            (int) Math.round(canvas[1] + picture[1] + spot.y() * picture[3])
        };
    }

    private Spot inPicture(Framing framing, double x, double y) {
        double[] canvas = canvas();
        double[] picture = picture(framing, canvas);
        return new Spot((x - canvas[0] - picture[0]) / picture[2], (y - canvas[1] - picture[1]) / picture[3]);
    }

    /** Left, top, and how wide and high a source pixel is: the whole picture lies on whole pixels of the screen. */
    private static double[] picture(Framing framing, double[] canvas) {
        double scale = framing.scaleIn(canvas[2], canvas[3]);
        double width = Math.round(framing.columns() * scale);
        double height = Math.round(framing.rows() * scale);
        return new double[] {
            Math.round(canvas[2] / 2 - framing.columns() * scale / 2),
            Math.round(canvas[3] / 2 - framing.rows() * scale / 2),
            width / framing.columns(),
            height / framing.rows()
        };
    }

    /** Left and top on the screen, width and height. */
    private double[] canvas() {
        List<?> numbers = (List<?>) Objects.requireNonNull(
                driver().executeScript(CANVAS, Shadow.findWithin(driver(), viewport(), "[data-testid='canvas']")));
        return numbers.stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
    }

    private List<WebElement> measurements() {
        return Shadow.findAllWithin(driver(), viewport(), "[data-testid='measurement']");
    }

    private WebElement viewport() {
        return Shadow.find(driver(), viewport);
    }
}

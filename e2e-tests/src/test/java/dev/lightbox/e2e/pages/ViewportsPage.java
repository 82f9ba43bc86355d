package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Shadow;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** All viewports of the layout together, counted from 0: what goes together, and what one shows of the others. */
public final class ViewportsPage extends Page {

    private ViewportsPage(Browser browser) {
        super(browser, By.cssSelector("lightbox-viewer"));
    }

    static ViewportsPage awaitIn(Browser browser) {
        return new ViewportsPage(browser);
    }

    /** Waits until each viewport shows an exact picture of just this slice. */
    public void awaitSlices(Integer... slices) {
        waits().until(
                        "exact slices " + List.of(slices),
                        page -> viewports().stream()
                                .map(viewport -> "true".equals(viewport.getDomAttribute("data-exact"))
                                        ? Integer.valueOf(
                                                Objects.requireNonNullElse(viewport.getDomAttribute("data-slice"), "0"))
                                        : Integer.valueOf(0))
                                .toList(),
                        List.of(slices)::equals);
    }

    /** Waits until the active viewport's exact picture is turned like this. @param mirrored before it is turned */
    public void awaitPose(int degrees, boolean mirrored) {
        waits().until(
                        "an exact picture turned by %d°, mirrored: %s".formatted(degrees, mirrored),
                        page -> {
                            WebElement active = Shadow.find(page, "lightbox-viewport[active]");
                            return List.of(
                                    Objects.requireNonNullElse(active.getDomAttribute("data-turned"), ""),
                                    Objects.requireNonNullElse(active.getDomAttribute("data-mirrored"), ""),
                                    Objects.requireNonNullElse(active.getDomAttribute("data-exact"), ""));
                        },
                        List.of(String.valueOf(degrees), String.valueOf(mirrored), "true")::equals);
    }

    /** Where the slice that another viewport shows cuts this one's picture: the ends of the line. */
    public List<Spot> line(int viewport) {
        WebElement line = within(viewport, "[data-testid='reference-line'][data-kind='shown']")
                .getFirst();
        return List.of(spot(line, "data-from"), spot(line, "data-to"));
    }

    /** How many lines of other slices a viewport's picture has. */
    public int lines(int viewport) {
        return within(viewport, "[data-testid='reference-line']").size();
    }

    /** Where the found point is in a viewport's picture, as soon as it is there. */
    public Spot awaitPoint(int viewport) {
        return waits().until(
                        "the found point in viewport " + viewport,
                        page -> within(viewport, "[data-testid='found-point']").stream()
                                .map(point -> spot(point, "data-at"))
                                .toList(),
                        points -> points.size() == 1)
                .getFirst();
    }

    /** Waits until no viewport shows a found point. */
    public void awaitNoPoint() {
        waits().until(
                        "no found point",
                        page -> Shadow.findAll(page, "[data-testid='found-point']")
                                .size(),
                        count -> count == 0);
    }

    /** Waits until the magnifying glass is there and shows exact pixels. */
    public void awaitExactLens() {
        waits().until(
                        "an exact magnifying glass",
                        page -> Shadow.find(page, "[data-testid='lens']").getDomAttribute("data-exact"),
                        "true"::equals);
    }

    private List<WebElement> viewports() {
        return Shadow.findAll(driver(), "lightbox-viewport");
    }

    private List<WebElement> within(int viewport, String selector) {
        return Shadow.findAllWithin(driver(), viewports().get(viewport), selector);
    }

    private static Spot spot(WebElement element, String attribute) {
        String[] numbers =
                Objects.requireNonNull(element.getDomAttribute(attribute)).split(",");
        return new Spot(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }
}

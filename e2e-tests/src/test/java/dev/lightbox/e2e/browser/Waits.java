package dev.lightbox.e2e.browser;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchShadowRootException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.FluentWait;

/** The one place where tests wait. Every wait ends as soon as what is expected is there, and fails saying what was expected and what was there. */
public final class Waits {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final WebDriver driver;

    Waits(WebDriver driver) {
        this.driver = driver;
    }

    /**
     * Waits until {@code look} sees a value that fits.
     *
     * @param expected what is waited for, in words for the failure
     * @param look reads the page; an element that isn't there (yet) or has just been replaced counts as not seen
     * @return the value that fits
     */
    public <T> T until(String expected, Function<WebDriver, T> look, Predicate<T> fits) {
        return until(LIMIT, expected, look, fits);
    }

    /** As {@link #until(String, Function, Predicate)}, for what may take longer, or must not. */
    public <T> T until(Duration limit, String expected, Function<WebDriver, T> look, Predicate<T> fits) {
        Object[] seen = {"nothing"};
        Object[] result = {null};
        try {
            new FluentWait<>(driver).withTimeout(limit).pollingEvery(PAUSE).until(page -> {
                try {
                    T value = look.apply(page);
                    seen[0] = value;
                    result[0] = value;
                    return fits.test(value);
                } catch (NoSuchElementException | StaleElementReferenceException | NoSuchShadowRootException notThere) {
                    seen[0] = "no such element";
                    return false;
                }
            });
        } catch (TimeoutException e) {
            throw new AssertionError("at %s%nexpected: %s%nbut after %d s: %s"
                    .formatted(driver.getCurrentUrl(), expected, limit.toSeconds(), seen[0]));
        }
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }

    /** Waits for an element that is displayed. */
    public WebElement visible(By locator) {
        return until("visible: " + locator, page -> page.findElement(locator), WebElement::isDisplayed);
    }

    /** Waits until no displayed element matches. */
    public void gone(By locator) {
        until(
                "gone: " + locator,
                page -> page.findElements(locator).stream()
                        .filter(WebElement::isDisplayed)
                        .count(),
                count -> count == 0);
    }

    /** Waits until the text of the element fits. */
    public String text(By locator, String expected, Predicate<String> fits) {
        return until(
                "text of " + locator + ": " + expected,
                page -> page.findElement(locator).getText(),
                fits);
    }

    /** Waits until the texts of all matching elements fit. */
    public List<String> texts(By locator, String expected, Predicate<List<String>> fits) {
        return until(
                "texts of " + locator + ": " + expected,
                page -> page.findElements(locator).stream()
                        .map(WebElement::getText)
                        .toList(),
                fits);
    }
}

package dev.lightbox.e2e.browser;

import java.util.List;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** Finds elements in the page and in all open shadow roots below it. */
public final class Shadow {

    private static final String FIND = """
            const found = [];
            const look = root => {
              found.push(...root.querySelectorAll(arguments[0]));
              root.querySelectorAll('*').forEach(element => element.shadowRoot && look(element.shadowRoot));
            };
            look(arguments[1]?.shadowRoot ?? arguments[1] ?? document);
            return found;
            """;

    private Shadow() {}

    /** All elements that match, those of the page itself first. */
    @SuppressWarnings("unchecked")
    public static List<WebElement> findAll(WebDriver driver, String selector) {
        Object found = ((JavascriptExecutor) driver).executeScript(FIND, selector);
        return found == null ? List.of() : (List<WebElement>) found;
    }

    /**
     * The first element that matches.
     *
     * @throws NoSuchElementException where none does
     */
    public static WebElement find(WebDriver driver, String selector) {
        return findAll(driver, selector).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + selector + ", shadow roots included"));
    }

    /**
     * The first element that matches below another one.
     *
     * @throws NoSuchElementException where none does
     */
    public static WebElement findWithin(WebDriver driver, WebElement parent, String selector) {
        return findAllWithin(driver, parent, selector).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + selector + " below " + parent.getTagName()));
    }

    /** All elements that match below another one. */
    @SuppressWarnings("unchecked")
    public static List<WebElement> findAllWithin(WebDriver driver, WebElement parent, String selector) {
        Object found = ((JavascriptExecutor) driver).executeScript(FIND, selector, parent);
        return found == null ? List.of() : (List<WebElement>) found;
    }
}

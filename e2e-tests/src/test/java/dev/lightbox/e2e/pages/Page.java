package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Waits;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page that the browser shows. Making one waits until the browser is there. */
abstract class Page {

    private final Browser browser;

    /**
     * @param id what only this page has
     */
    Page(Browser browser, By id) {
        this.browser = browser;
        waits().visible(id);
    }

    final Browser browser() {
        return browser;
    }

    final ChromeDriver driver() {
        return browser.driver();
    }

    final Waits waits() {
        return browser.waits();
    }

    final WebElement click(By locator) {
        WebElement element = waits().visible(locator);
        element.click();
        return element;
    }

    final org.openqa.selenium.Point middleOf(WebElement element) {
        List<?> place = (List<?>) Objects.requireNonNull(driver().executeScript("""
                const {x, y, width, height} = arguments[0].getBoundingClientRect();
                return [Math.round(x + width / 2), Math.round(y + height / 2)];
                """, element));
        return new org.openqa.selenium.Point(((Long) place.get(0)).intValue(), ((Long) place.get(1)).intValue());
    }

    static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }
}

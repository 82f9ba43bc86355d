package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.Waits;
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

    static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }
}

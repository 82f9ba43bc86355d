package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The dialog that shares a study by a link. */
public final class ShareDialogPage extends Page {

    private static final By MAKE = testId("share-make");

    private ShareDialogPage(Browser browser) {
        super(browser, MAKE);
    }

    /** By the button in the viewer's head, or in the worklist. */
    public static ShareDialogPage open(Browser browser) {
        browser.waits().visible(testId("share")).click();
        return new ShareDialogPage(browser);
    }

    public ShareDialogPage recipient(String text) {
        waits().visible(By.cssSelector("[data-testid='share-recipient'] input")).sendKeys(text);
        return this;
    }

    /** Ticks {@code name-hidden}, {@code download} or {@code with-code}. */
    public ShareDialogPage tick(String what) {
        waits().visible(testId("share-" + what))
                .findElement(By.tagName("label"))
                .click();
        return this;
    }

    public void make() {
        click(MAKE);
    }

    /** What has been made: {@code link} or {@code code}. */
    public String told(String what) {
        WebElement field = waits().visible(testId("share-" + what));
        return String.valueOf(field.getDomProperty("value"));
    }

    public void done() {
        click(testId("share-done"));
    }
}

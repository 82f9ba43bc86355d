package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import org.openqa.selenium.By;

/** The page that a link to a study leads to. */
public final class SharedPage extends Page {

    private static final By OPEN = testId("open-share");

    private SharedPage(Browser browser) {
        super(browser, OPEN);
    }

    public static SharedPage open(Browser browser, String link) {
        // The same address with another secret would only be a place on the same page.
        browser.driver().get("about:blank");
        browser.driver().get(link);
        return new SharedPage(browser);
    }

    public static SharedPage awaitIn(Browser browser) {
        return new SharedPage(browser);
    }

    /** Types the code, where one is asked for. */
    public SharedPage withCode(String code) {
        waits().visible(By.id("code")).sendKeys(code);
        return this;
    }

    /** Presses the button: the study is shown. */
    public ViewerPage openStudy() {
        click(OPEN);
        return ViewerPage.awaitIn(browser());
    }

    /** Presses the button: something else is asked for or said. */
    public void submit() {
        click(OPEN);
    }

    public String text() {
        return driver().findElement(By.tagName("body")).getText();
    }
}

package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import java.util.function.Predicate;
import org.openqa.selenium.By;

/** What somebody has shared. */
public final class SharesPage extends Page {

    private static final By GRID = testId("shares-grid");

    private SharesPage(Browser browser) {
        super(browser, GRID);
    }

    public static SharesPage open(Browser browser, Demo demo) {
        browser.driver().get(demo.url() + "shares");
        return new SharesPage(browser);
    }

    public String awaitText(String expected, Predicate<String> fits) {
        return waits().text(GRID, expected, fits);
    }

    /** Takes back the newest one that still opens or shows anything. */
    public void revokeNewest() {
        click(testId("share-revoke"));
        click(testId("share-revoke-confirm"));
    }
}

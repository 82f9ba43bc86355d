package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import org.openqa.selenium.By;

/** The page after signing out. */
public final class SignedOutPage extends Page {

    private static final By SIGN_IN_AGAIN = By.linkText("Sign in again");

    private SignedOutPage(Browser browser) {
        super(browser, SIGN_IN_AGAIN);
    }

    public static SignedOutPage awaitIn(Browser browser) {
        return new SignedOutPage(browser);
    }

    public String text() {
        return driver().findElement(By.tagName("main")).getText();
    }

    public SignInPage signInAgain() {
        click(SIGN_IN_AGAIN);
        return SignInPage.awaitIn(browser());
    }
}

package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import org.openqa.selenium.By;

/** The page after signing out. */
public final class SignedOutPage extends Page {

    private final By signInAgain;

    private SignedOutPage(Browser browser, By signInAgain) {
        super(browser, signInAgain);
        this.signInAgain = signInAgain;
    }

    public static SignedOutPage awaitIn(Browser browser) {
        return awaitIn(browser, "Sign in again");
    }

    /** @param signInAgain the text of its link */
    public static SignedOutPage awaitIn(Browser browser, String signInAgain) {
        return new SignedOutPage(browser, By.linkText(signInAgain));
    }

    public String text() {
        return driver().findElement(By.tagName("main")).getText();
    }

    public SignInPage signInAgain() {
        click(signInAgain);
        return SignInPage.awaitIn(browser());
    }
}

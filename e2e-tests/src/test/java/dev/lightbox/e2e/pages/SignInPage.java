package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Keycloak's sign-in form. */
public final class SignInPage extends Page {

    private static final By FORM = By.id("kc-form-login");
    private static final By USERNAME = By.id("username");
    private static final By PASSWORD = By.id("password");
    private static final By SUBMIT = By.id("kc-login");
    private static final By ERROR = By.cssSelector("[id^='input-error'], .kc-feedback-text");

    private SignInPage(Browser browser) {
        super(browser, FORM);
    }

    /** The form, where the browser is on its way there. */
    public static SignInPage awaitIn(Browser browser) {
        return new SignInPage(browser);
    }

    /** Opens the viewer's address without being signed in, which leads here. */
    public static SignInPage open(Browser browser, Demo demo) {
        return open(browser, demo, "");
    }

    /**
     * Opens a page of the viewer without being signed in, which leads here.
     *
     * @param path relative to the viewer's address
     */
    public static SignInPage open(Browser browser, Demo demo, String path) {
        browser.driver().get(demo.url() + path);
        return awaitIn(browser);
    }

    /** Fills in and sends the form. */
    public void submit(String username, String password) {
        fill(username, password);
        driver().findElement(SUBMIT).click();
    }

    public void fill(String username, String password) {
        WebElement field = driver().findElement(USERNAME);
        // After a time-out Keycloak knows who is asked for, and shows the name without a way to change it.
        if (field.isDisplayed() && field.isEnabled() && field.getDomAttribute("readonly") == null) {
            field.clear();
            field.sendKeys(username);
        }
        driver().findElement(PASSWORD).sendKeys(password);
    }

    /** Sends the form that has been filled in, rightly. */
    public WorklistPage send() {
        driver().findElement(SUBMIT).click();
        return WorklistPage.awaitIn(browser());
    }

    public WorklistPage signIn(Account account) {
        submit(account.username(), account.password());
        return WorklistPage.awaitIn(browser());
    }

    /** Signs in with a temporary password: Keycloak asks for another one. */
    public WorklistPage signInAndChoose(String username, String temporary, String password) {
        submit(username, temporary);
        waits().visible(By.id("password-new")).sendKeys(password);
        driver().findElement(By.id("password-confirm")).sendKeys(password);
        driver().findElement(By.cssSelector("#kc-passwd-update-form [type='submit']"))
                .click();
        return WorklistPage.awaitIn(browser());
    }

    /** The message that says that the sign-in failed. */
    public String error() {
        return waits().visible(ERROR).getText();
    }
}

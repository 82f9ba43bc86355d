package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The administrators' pages. */
public final class AdministrationPage extends Page {

    private AdministrationPage(Browser browser) {
        super(browser, testId("admin-users"));
    }

    /** The list of users, for an administrator who is signed in. */
    public static AdministrationPage open(Browser browser, Demo demo) {
        browser.driver().get(demo.url() + "administration");
        return new AdministrationPage(browser);
    }

    /** Another of the pages: {@code users}, {@code sessions}, {@code shares}, {@code audit} or {@code node}. */
    public void goTo(String page) {
        click(testId("admin-" + page));
        waits().visible(By.cssSelector("[data-testid='admin-" + page + "'][aria-current='page']"));
    }

    /** Makes an account; its dialog is open then. */
    public void createUser(String username, String first, String last, String email) {
        click(testId("users-new"));
        type("new-username", username);
        type("new-first-name", first);
        type("new-last-name", last);
        type("new-email", email);
        click(testId("new-make"));
        waits().visible(testId("account-disable"));
    }

    public void openUser(String username) {
        type("users-search", username);
        // Until the list has been searched a click would meet a row that is about to be replaced.
        waits().visible(By.xpath("//*[@data-testid='page-where'][normalize-space()='1–1 of 1']"));
        click(cell(username));
        waits().visible(testId("account-close"));
    }

    /** @param role as its label says */
    public void giveRole(String role) {
        click(By.xpath("//*[@data-testid='account-roles']//label[text()='" + role + "']"));
        click(testId("account-roles-save"));
        awaitDone();
    }

    public String setTemporaryPassword() {
        click(testId("account-password"));
        return waits().visible(testId("account-temporary-password")).getText();
    }

    public void disable() {
        click(testId("account-disable"));
        waits().visible(testId("account-enable"));
    }

    public void closeUser() {
        click(testId("account-close"));
        waits().gone(testId("account-close"));
    }

    /** What the page says about something. */
    public String says(String id) {
        return waits().visible(testId(id)).getText();
    }

    /** Waits until the list shows this text. */
    public void awaitCell(String text) {
        waits().visible(cell(text));
    }

    public void searchAudit(String username) {
        type("audit-user", username);
        click(testId("audit-search"));
    }

    private void awaitDone() {
        waits().visible(By.xpath("//*[text()='Done.']"));
    }

    private void type(String id, String text) {
        WebElement input = waits().visible(By.cssSelector("[data-testid='" + id + "'] input"));
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        input.sendKeys(text, Keys.TAB);
    }

    private static By cell(String text) {
        return By.xpath("//vaadin-grid-cell-content[normalize-space()='" + text + "']");
    }
}

package dev.lightbox.e2e.pages;

import dev.lightbox.e2e.browser.Browser;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The list of studies. */
public final class WorklistPage extends Page {

    private static final By GRID = testId("worklist-grid");
    private static final By STUDY_LINKS = By.cssSelector("[data-testid='worklist-grid'] a[href*='viewer?']");
    private static final By COUNT = testId("worklist-count");
    private static final By RETRY = testId("worklist-retry");
    private static final By USER = testId("signed-in-user");
    private static final By SIGN_OUT = testId("sign-out");

    private WorklistPage(Browser browser) {
        super(browser, USER);
    }

    public static WorklistPage awaitIn(Browser browser) {
        return new WorklistPage(browser);
    }

    /** Waits until exactly these studies are in the list (as far as it is rendered), in any order. */
    public void awaitStudies(Set<String> studyInstanceUids) {
        awaitStudies("exactly " + studyInstanceUids, seen -> seen.equals(studyInstanceUids));
    }

    /** Waits until the studies in the list, as far as it is rendered, fit. */
    public Set<String> awaitStudies(String expected, Predicate<Set<String>> fits) {
        return waits().until("studies in the worklist: " + expected, this::studies, fits);
    }

    private Set<String> studies(WebDriver page) {
        // Rows that the grid keeps in reserve are not displayed.
        return page.findElements(STUDY_LINKS).stream()
                .filter(WebElement::isDisplayed)
                .map(link -> String.valueOf(link.getDomAttribute("href")))
                .map(href -> href.substring(href.indexOf('=') + 1))
                .collect(Collectors.toSet());
    }

    /** Waits until the line that tells how many studies there are fits. */
    public String awaitCount(String expected, Predicate<String> fits) {
        return waits().text(COUNT, expected, fits);
    }

    /** Asks the archive again: what has come to it since isn't looked for otherwise. */
    public void refresh() {
        click(testId("worklist-refresh"));
    }

    /** Types into the field above all columns. */
    public void search(String text) {
        type("worklist-search", text);
    }

    /** Types into a column's filter, such as {@code patient} or {@code referring}. */
    public void filter(String column, String text) {
        type("worklist-filter-" + column, text);
    }

    private void type(String field, String text) {
        WebElement input = waits().visible(By.cssSelector("[data-testid='" + field + "'] input"));
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        input.sendKeys(text, Keys.TAB);
    }

    /** Chooses {@code today}, {@code 3days}, {@code week} or {@code all}. */
    public void quickRange(String range) {
        click(testId("quick-range-" + range));
    }

    /** Opens a study by its link. */
    public ViewerPage open(String studyInstanceUid) {
        // The list may be filled anew between finding the link and clicking it.
        waits().until(
                        "a link to " + studyInstanceUid,
                        page -> {
                            WebElement link = page.findElement(studyLink(studyInstanceUid));
                            if (!link.isDisplayed()) {
                                return false;
                            }
                            link.click();
                            return true;
                        },
                        clicked -> clicked);
        return ViewerPage.awaitIn(browser());
    }

    /** Opens a study by the keyboard: Enter on its link. */
    public ViewerPage openByKeyboard(String studyInstanceUid) {
        waits().visible(studyLink(studyInstanceUid)).sendKeys(Keys.ENTER);
        return ViewerPage.awaitIn(browser());
    }

    /** Waits until what opens a study says this. */
    public void awaitLink(String studyInstanceUid, String expected, Predicate<String> fits) {
        waits().text(studyLink(studyInstanceUid), expected, fits);
    }

    private static By studyLink(String studyInstanceUid) {
        return By.cssSelector("[data-testid='worklist-grid'] a[href$='StudyInstanceUIDs=" + studyInstanceUid + "']");
    }

    /** Whether the page has a list of studies at all. */
    public boolean hasList() {
        return !driver().findElements(GRID).isEmpty();
    }

    /** Waits until the page offers to try again, and returns the text around. */
    public String awaitFailure() {
        waits().visible(RETRY);
        return text();
    }

    public void retry() {
        click(RETRY);
    }

    public String text() {
        return driver().findElement(By.tagName("body")).getText();
    }

    /** Chooses another language, by its tag; the page is loaded anew. */
    public void speak(String language) {
        WebElement before = driver().findElement(USER);
        click(testId("language-" + language));
        waits().until("the page loaded anew", page -> isGone(before), gone -> gone);
        waits().visible(USER);
    }

    private static boolean isGone(WebElement element) {
        try {
            element.isDisplayed();
            return false;
        } catch (StaleElementReferenceException loaded) {
            return true;
        }
    }

    /** @param signInAgain what the page after that calls its way back, in the language of this one */
    public SignedOutPage signOut(String signInAgain) {
        click(SIGN_OUT);
        return SignedOutPage.awaitIn(browser(), signInAgain);
    }

    public SignedOutPage signOut() {
        click(SIGN_OUT);
        return SignedOutPage.awaitIn(browser());
    }
}

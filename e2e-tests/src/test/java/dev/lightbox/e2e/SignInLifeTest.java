package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.KeycloakAdmin;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** What an administrator changes in the real Keycloak, and how soon it counts; who else gets in, and by what. */
@ExtendWith(ProductExtension.class)
class SignInLifeTest {

    private static final String STUDY = PhantomStudies.CT_HEAD_TILTED.studyInstanceUid();
    private static final String FOREIGN = PhantomStudies.MR_HEAD.studyInstanceUid();
    private static final String USERNAME = "sign-in-life";
    private static final String PASSWORD = "a-password-of-the-tests-1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final KeycloakAdmin keycloak;

    SignInLifeTest(Demo demo) {
        keycloak = new KeycloakAdmin(demo);
    }

    @AfterEach
    void deleteTheAccount() {
        keycloak.deleteUser(USERNAME);
    }

    private ViewerPage open(Browser browser, Demo demo, String... roles) {
        Account account = keycloak.createUser(USERNAME, PASSWORD, roles);
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY)
                .submit(account.username(), account.password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();
        return viewer;
    }

    /** Until the open stream has been closed, and the page says why. */
    private static Duration untilItEnds(Browser browser, ViewerPage viewer, Duration limit, String reason) {
        long from = System.nanoTime();
        browser.waits().until(limit, "ended: " + reason, page -> viewer.ended(), reason::equals);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Test
    void backChannelLogoutClosesAnOpenStreamWithinFiveSeconds(Browser browser, Demo demo, TestReporter reporter) {
        ViewerPage viewer = open(browser, demo, "radiologist");

        keycloak.signOut(USERNAME);

        Duration took = untilItEnds(browser, viewer, Duration.ofSeconds(5), "signed-out");
        reporter.publishEntry("back-channel logout closed the stream after", took.toMillis() + " ms");
    }

    @Test
    void aDisabledUserIsOutWithinAMinute(Browser browser, Demo demo, TestReporter reporter) {
        ViewerPage viewer = open(browser, demo, "radiologist");

        keycloak.disable(USERNAME);

        Duration took = untilItEnds(browser, viewer, Duration.ofSeconds(60), "signed-out");
        reporter.publishEntry("a disabled user's stream closed after", took.toMillis() + " ms");
    }

    @Test
    void aRoleThatIsTakenCountsWithinAMinuteWithoutSigningInAgain(Browser browser, Demo demo, TestReporter reporter) {
        ViewerPage viewer = open(browser, demo, "radiologist", "referring");

        keycloak.takeRoles(USERNAME, "radiologist");

        Duration took = untilItEnds(browser, viewer, Duration.ofSeconds(60), "not-available");
        reporter.publishEntry("a taken role closed the stream after", took.toMillis() + " ms");
        browser.driver().get(demo.url());
        browser.waits().text(By.cssSelector("[data-testid='worklist-count']"), "0 studies", "0 studies"::equals);
    }

    @Test
    void anotherProgramSeesPicturesWithATokenForThisServerOnly(Demo demo) throws Exception {
        String thumbnail = demo.url() + "dicomweb/studies/" + STUDY + "/thumbnail";
        String token = keycloak.tokenOfAProgram("program-of-the-tests", "lightbox", "radiologist");
        assertThat(get(thumbnail, token).statusCode()).isEqualTo(200);
        assertThat(get(demo.url() + "documents/" + STUDY, token).statusCode()).isEqualTo(401);

        String administrators = keycloak.tokenOfAProgram("program-of-the-tests", "lightbox", "admin");
        assertThat(get(thumbnail, administrators).statusCode()).isEqualTo(404);

        HttpResponse<Void> strangers =
                get(thumbnail, keycloak.tokenOfAProgram("program-of-the-tests", "", "radiologist"));
        assertThat(strangers.statusCode()).isEqualTo(401);
        assertThat(strangers.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("invalid_token");
    }

    private HttpResponse<Void> get(String address, String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void aReaderOpensAForeignStudyInAnEmergencyAfterGivingAReason(Browser browser, Demo demo) {
        Account account = keycloak.createUser(USERNAME, PASSWORD, "referring");
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + FOREIGN)
                .submit(account.username(), account.password());
        browser.waits().visible(testId("viewer-not-available"));
        browser.waits().visible(testId("to-emergency")).click();
        browser.waits().visible(testId("emergency-warning"));

        browser.waits().visible(testId("emergency-search")).click();
        browser.waits().visible(testId("emergency-refused"));
        assertThat(browser.driver().findElements(testId("emergency-study"))).isEmpty();

        browser.waits()
                .visible(By.cssSelector("[data-testid='emergency-reason'] textarea"))
                .sendKeys("unconscious in the emergency room");
        browser.waits().visible(testId("emergency-search")).click();
        browser.waits().visible(testId("emergency-open")).click();

        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();
        browser.waits()
                .text(testId("emergency-banner"), "the reason", text -> text.contains("unconscious in the emergency"));
        browser.driver().findElement(testId("emergency-end")).click();
        browser.waits().visible(testId("signed-in-user"));
        browser.driver().get(demo.url() + "viewer?StudyInstanceUIDs=" + FOREIGN);
        browser.waits().visible(testId("viewer-not-available"));
    }

    @Test
    void usersEndTheirSessionsElsewhere(Browser browser, Demo demo) {
        ViewerPage viewer = open(browser, demo, "radiologist");
        try (Browser other = Browser.open()) {
            SignInPage.open(other, demo, "sessions").submit(USERNAME, PASSWORD);
            other.waits()
                    .until(
                            "two sessions",
                            page -> page.findElements(testId("session")).size(),
                            count -> count == 2);
            other.waits().visible(testId("session-end")).click();

            untilItEnds(browser, viewer, Duration.ofSeconds(10), "signed-out");
            other.waits()
                    .until(
                            "one session",
                            page -> page.findElements(testId("session")).size(),
                            count -> count == 1);
        }
        // Nor does Keycloak's own session let that browser in again.
        viewer.clickTestId("sign-in");
        SignInPage.awaitIn(browser);
    }

    private static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }
}

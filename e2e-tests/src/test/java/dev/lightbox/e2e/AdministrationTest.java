package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.AdministrationPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.WorklistPage;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;

/** An administrator's work, with the real Keycloak behind it. */
@ExtendWith(ProductExtension.class)
class AdministrationTest {

    @Test
    void aUserIsMadeSignsInAndIsPutOut(Browser browser, Demo demo) {
        String username = "e2e-" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);
        browser.driver().manage().window().setSize(new Dimension(1366, 768));
        SignInPage.open(browser, demo).signIn(demo.account("admin"));
        AdministrationPage administration = AdministrationPage.open(browser, demo);
        administration.createUser(username, "Nora", "Neu", username + "@lightbox.example");
        administration.giveRole("Radiologist");
        String temporary = administration.setTemporaryPassword();
        browser.saveScreen("administration account");
        administration.closeUser();

        try (Browser other = Browser.open()) {
            WorklistPage worklist =
                    SignInPage.open(other, demo).signInAndChoose(username, temporary, "Ein-langes-Passwort-7");
            assertThat(worklist.hasList()).isTrue();

            administration.goTo("sessions");
            administration.awaitCell(username);
            browser.saveScreen("administration sessions");

            administration.goTo("users");
            administration.openUser(username);
            administration.disable();
            administration.closeUser();
            browser.saveScreen("administration users");

            SignInPage again = SignInPage.open(other, demo);
            again.submit(username, "Ein-langes-Passwort-7");
            assertThat(again.error()).contains("disabled");
        }

        administration.goTo("audit");
        administration.searchAudit("admin");
        administration.awaitCell("ROLES_CHANGED");
        browser.saveScreen("administration audit");
        administration.goTo("shares");
        browser.saveScreen("administration shares");
        administration.goTo("node");
        assertThat(administration.says("node-archive")).startsWith("yes");
        browser.saveScreen("administration node");
    }
}

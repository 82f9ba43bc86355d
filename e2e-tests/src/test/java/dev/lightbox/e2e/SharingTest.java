package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.KeycloakAdmin;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.ShareDialogPage;
import dev.lightbox.e2e.pages.SharedPage;
import dev.lightbox.e2e.pages.SharesPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** One study shared by a link, seen from both ends. */
@ExtendWith(ProductExtension.class)
class SharingTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;

    @Test
    void aGuestSeesTheSharedStudyWithoutTheNameUntilTheLinkIsRevoked(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage.awaitIn(browser).awaitExact();
        ShareDialogPage dialog = ShareDialogPage.open(browser)
                .recipient("Dr. Miller")
                .tick("name-hidden")
                .tick("with-code");
        dialog.make();
        String link = dialog.told("link");
        String code = dialog.told("code");
        assertThat(link).startsWith(demo.url() + "share#");
        dialog.done();

        try (Browser guest = Browser.open()) {
            SharedPage page = SharedPage.open(guest, link);
            assertThat(guest.driver().getCurrentUrl()).isEqualTo(demo.url() + "share");
            page.submit();
            ViewerPage viewer = SharedPage.awaitIn(guest).withCode(code).openStudy();
            viewer.awaitExact();
            assertThat(guest.driver().getCurrentUrl()).startsWith(demo.url() + "shared/");
            assertThat(viewer.text("patient")).contains("Name hidden");
            String all = everything(guest);
            assertThat(STUDY.patient().name().split("\\^"))
                    .filteredOn(part -> part.length() > 2)
                    .isNotEmpty()
                    .allSatisfy(part -> assertThat(all).doesNotContain(part.toLowerCase(Locale.ROOT)));
            assertThat(all).doesNotContain(STUDY.patient().id().toLowerCase(Locale.ROOT));

            // Neither the worklist nor the study by the door of those who are signed in.
            String shared = guest.driver().getCurrentUrl();
            for (String path : new String[] {"", "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid()}) {
                guest.driver().get(demo.url() + path);
                SignInPage.awaitIn(guest);
            }
            guest.driver().get(shared);
            ViewerPage.awaitIn(guest).awaitExact();

            SharesPage shares = SharesPage.open(browser, demo);
            shares.awaitText("opened once", text -> text.contains("1 of 3") && text.contains("Dr. Miller"));
            long begun = System.nanoTime();
            shares.revokeNewest();
            ViewerPage.awaitIn(guest)
                    .awaitText("ended", "the guest is told", text -> text.contains("no longer open here"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            shares.awaitText("revoked", text -> text.contains("Revoked by radiologist"));

            SharedPage again = SharedPage.open(guest, link);
            again.submit();
            guest.waits().text(By.tagName("body"), "opens nothing", text -> text.contains("This link opens no study"));
        }
    }

    @Test
    void whoeverIsDisabledInKeycloakHasNoOpenLinksLeft(Browser browser, Demo demo) {
        KeycloakAdmin keycloak = new KeycloakAdmin(demo);
        Account sharer = keycloak.createUser("sharer", "a-password-of-the-tests", "radiologist");
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit(sharer.username(), sharer.password());
        ViewerPage.awaitIn(browser).awaitExact();
        ShareDialogPage dialog = ShareDialogPage.open(browser).recipient("Dr. Miller");
        dialog.make();
        String link = dialog.told("link");
        dialog.done();
        try (Browser guest = Browser.open()) {
            ViewerPage viewer = SharedPage.open(guest, link).openStudy();
            viewer.awaitExact();

            long begun = System.nanoTime();
            keycloak.disable(sharer.username());
            guest.waits()
                    .until(
                            Duration.ofSeconds(60),
                            "the guest is told",
                            page -> viewer.text("ended"),
                            text -> text.contains("no longer open here"));
            System.out.printf("A disabled sharer's link closed after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        } finally {
            keycloak.deleteUser(sharer.username());
        }
    }

    /** All that the page holds, shadow roots included, in small letters. */
    private static String everything(Browser guest) {
        return String.valueOf(guest.driver().executeScript("""
                        const all = [document.title];
                        const walk = node => {
                          all.push(node.nodeType === Node.TEXT_NODE ? node.data : [...(node.attributes ?? [])].map(a => a.value).join(' '));
                          node.shadowRoot?.childNodes.forEach(walk);
                          node.childNodes.forEach(walk);
                        };
                        walk(document.documentElement);
                        return all.join(' ');
                        """)).toLowerCase(Locale.ROOT);
    }
}

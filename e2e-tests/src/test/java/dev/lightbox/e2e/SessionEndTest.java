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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that ends while a study is open. */
@ExtendWith(ProductExtension.class)
class SessionEndTest {

    private static final String STUDY = PhantomStudies.CT_HEAD_TILTED.studyInstanceUid();

    @Test
    void whoeverIsSignedOutInKeycloakIsToldAndComesBackToTheSameStudy(Browser browser, Demo demo) {
        Account radiologist = demo.account("radiologist");
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY)
                .submit(radiologist.username(), radiologist.password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();

        // Keycloak tells the viewer by back-channel logout; nobody touches the browser.
        new KeycloakAdmin(demo).signOut(radiologist.username());

        viewer.awaitText("sign-in", "offered", text -> text.equals("Sign in again"));
        viewer.clickTestId("sign-in");
        SignInPage.awaitIn(browser).submit(radiologist.username(), radiologist.password());

        ViewerPage.awaitIn(browser).awaitExact();
        assertThat(browser.driver().getCurrentUrl()).contains("StudyInstanceUIDs=" + STUDY);
    }
}

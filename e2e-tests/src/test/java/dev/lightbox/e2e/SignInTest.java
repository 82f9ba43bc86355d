package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.SignedOutPage;
import dev.lightbox.e2e.pages.WorklistPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, and how they leave. */
@ExtendWith(ProductExtension.class)
class SignInTest {

    @Test
    void signingInAtKeycloakLeadsToTheWorklist(Browser browser, Demo demo) {
        SignInPage signIn = SignInPage.open(browser, demo);
        assertThat(browser.driver().getCurrentUrl()).startsWith(demo.keycloakUrl() + "/realms/lightbox/");

        WorklistPage worklist = signIn.signIn(demo.account("radiologist"));

        assertThat(browser.driver().getCurrentUrl()).startsWith(demo.url());
        assertThat(worklist.hasList()).isTrue();
    }

    @Test
    void aWrongPasswordIsRefused(Browser browser, Demo demo) {
        SignInPage signIn = SignInPage.open(browser, demo);

        signIn.submit("radiologist", "not the password");

        assertThat(signIn.error()).containsIgnoringCase("invalid");
        assertThat(browser.driver().getCurrentUrl()).startsWith(demo.keycloakUrl());
    }

    @Test
    void signingOutEndsTheSessionInKeycloakToo(Browser browser, Demo demo) {
        Account radiologist = demo.account("radiologist");
        WorklistPage worklist = SignInPage.open(browser, demo).signIn(radiologist);

        SignedOutPage signedOut = worklist.signOut();
        assertThat(signedOut.text()).contains("You have signed out");

        // Keycloak would let a session of its own through without a question.
        SignInPage again = signedOut.signInAgain();
        again.signIn(radiologist);
    }

    @Test
    void theSessionsCookieIsNotForScriptsNorForOtherSites(Browser browser, Demo demo) {
        SignInPage.open(browser, demo).signIn(demo.account("radiologist"));

        var cookies = browser.driver().manage().getCookies();

        assertThat(cookies).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Lax");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream/2.25.1/status",
                "dicomweb/studies/2.25.1/series/2.25.2/thumbnail",
            })
    void withoutASessionDataIsRefused(String path, Demo demo) throws Exception {
        assertThat(get(demo, path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actuator/env", "actuator", "actuator/heapdump", "VAADIN/push/nonsense", "nonsense"})
    void whatIsNotNamedIsNotThere(String path, Demo demo) throws Exception {
        HttpResponse<String> answer = get(demo, path);
        assertThat(answer.statusCode()).isIn(302, 401, 403, 404);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void theHealthSaysNothingButUp(Demo demo) throws Exception {
        HttpResponse<String> answer = get(demo, "actuator/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("components");
    }

    private static HttpResponse<String> get(Demo demo, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(demo.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

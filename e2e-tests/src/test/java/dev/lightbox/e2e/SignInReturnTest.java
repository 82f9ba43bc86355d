package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.environment.ScriptedBrowser;
import dev.lightbox.engine.phantom.PhantomStudies;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the real Keycloak and this server send somebody who signs in by an address that somebody else made up: nowhere but to each other. */
@ExtendWith(ProductExtension.class)
class SignInReturnTest {

    /** As an attacker's own proxy, or a browser's extension, would send them; this server trusts no proxy. */
    private static final Map<String, String> FORGED = Map.of(
            "X-Forwarded-Host", "attacker.example",
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Port", "443",
            "X-Forwarded-Prefix", "//attacker.example",
            "Forwarded", "host=attacker.example;proto=https");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?continue",
                "?continue=https://attacker.example/",
                "?continue=//attacker.example/",
                "?continue=%5C%5Cattacker.example",
                "viewer?redirect=%2F%2Fattacker.example&next=https:attacker.example",
                "viewer?StudyInstanceUIDs=https://attacker.example",
                "sessions?redirect_uri=https://attacker.example/",
                "oauth2/authorization/lightbox?redirect_uri=https://attacker.example/&continue=//attacker.example",
            })
    void whereverASignInIsBegunItEndsOnThisServer(String path, Demo demo) {
        for (Map<String, String> headers : List.of(Map.<String, String>of(), FORGED)) {
            try (ScriptedBrowser browser = new ScriptedBrowser(demo, headers)) {
                // Fails where a redirect leads to any other server.
                ScriptedBrowser.Visit visit = browser.signIn(path, demo.account("radiologist"));

                assertThat(visit.answer().statusCode()).isEqualTo(200);
                assertThat(visit.end().toString()).startsWith(demo.url());
                assertThat(visit.addresses())
                        .filteredOn(address -> address.getPath().endsWith("/protocol/openid-connect/auth"))
                        .isNotEmpty()
                        .allSatisfy(address -> assertThat(address.getQuery())
                                .contains("redirect_uri=" + demo.url() + "login/oauth2/code/lightbox")
                                .doesNotContain("attacker"));
                // Signed in: no second form.
                assertThat(browser.go("session").answer().statusCode()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/attacker.example/",
                "%5C%5Cattacker.example",
                "%2F%2Fattacker.example/",
                "https://attacker.example"
            })
    void anAddressThatIsNoneOfOursLeadsNowhere(String path, Demo demo) {
        try (ScriptedBrowser browser = new ScriptedBrowser(demo, FORGED)) {
            ScriptedBrowser.Visit visit = browser.go(path);
            assertThat(visit.answer().statusCode()).isBetween(400, 404);
            assertThat(visit.addresses()).hasSize(1);
            assertThat(visit.answer().body()).doesNotContain("attacker");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viewer?StudyInstanceUIDs=%s",
                "viewer?StudyInstanceUIDs=%s&continue=//attacker.example",
            })
    void theAddressThatWasAskedForIsReturnedTo(String path, Demo demo) {
        String wanted = path.formatted(PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid());
        try (ScriptedBrowser browser = new ScriptedBrowser(demo, Map.of())) {
            assertThat(browser.signIn(wanted, demo.account("radiologist")).end())
                    .isEqualTo(URI.create(demo.url() + wanted));
        }
    }
}

package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

class PendingSignInsTest {

    private final HttpSessionRequestCache savedRequests = new HttpSessionRequestCache();
    private final PendingSignIns pending = new PendingSignIns(savedRequests);
    private final MockHttpSession session = new MockHttpSession();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void eachTabReturnsToItsOwnStudy() {
        begin("state-a", "StudyInstanceUIDs=1.2.1");
        begin("state-b", "StudyInstanceUIDs=1.2.2");

        assertThat(finish("state-a")).isEqualTo("http://localhost/viewer?StudyInstanceUIDs=1.2.1&continue");
        assertThat(finish("state-b")).isEqualTo("http://localhost/viewer?StudyInstanceUIDs=1.2.2&continue");
    }

    @Test
    void aStateServesOnce() {
        begin("state-a", "StudyInstanceUIDs=1.2.1");
        finish("state-a");

        assertThat(pending.removeAuthorizationRequest(callback("state-a"), response))
                .isNull();
    }

    @Test
    void aStateOfAnotherSessionServesNobody() {
        begin("state-a", "StudyInstanceUIDs=1.2.1");
        MockHttpServletRequest foreign = callback("state-a");
        foreign.setSession(new MockHttpSession());

        assertThat(pending.loadAuthorizationRequest(foreign)).isNull();
        assertThat(pending.removeAuthorizationRequest(foreign, response)).isNull();
    }

    @Test
    void forgetsTheOldestOfMany() {
        for (int i = 0; i < 17; i++) {
            begin("state-" + i, "n=" + i);
        }

        assertThat(pending.loadAuthorizationRequest(callback("state-0"))).isNull();
        assertThat(pending.loadAuthorizationRequest(callback("state-1"))).isNotNull();
        assertThat(pending.loadAuthorizationRequest(callback("state-16"))).isNotNull();
    }

    private void begin(String state, String query) {
        var page = new MockHttpServletRequest("GET", "/viewer");
        page.setQueryString(query);
        page.setSession(session);
        savedRequests.saveRequest(page, response);
        var start = new MockHttpServletRequest("GET", SignInPaths.START);
        start.setSession(session);
        pending.saveAuthorizationRequest(
                OAuth2AuthorizationRequest.authorizationCode()
                        .authorizationUri("https://keycloak.example/auth")
                        .clientId("lightbox")
                        .state(state)
                        .build(),
                start,
                response);
    }

    private @Nullable String finish(String state) {
        MockHttpServletRequest callback = callback(state);
        assertThat(pending.removeAuthorizationRequest(callback, response)).isNotNull();
        return PendingSignIns.returnTo(callback);
    }

    private MockHttpServletRequest callback(String state) {
        var callback = new MockHttpServletRequest("GET", SignInPaths.CALLBACK);
        callback.setParameter("state", state);
        callback.setSession(session);
        return callback;
    }
}

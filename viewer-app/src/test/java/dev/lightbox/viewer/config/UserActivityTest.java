package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class UserActivityTest {

    private final UserActivity activity = new UserActivity();

    @Test
    void openingAPageIsActivity() {
        assertThat(activity.test(navigation("/viewer", "StudyInstanceUIDs=1.2.3")))
                .isTrue();
        MockHttpServletRequest oldBrowser = request("GET", "/", null);
        oldBrowser.addHeader("Accept", "text/html,application/xhtml+xml");
        assertThat(activity.test(oldBrowser)).isTrue();
    }

    @Test
    void whatAUserDoesInAViewIsActivity() {
        assertThat(activity.test(request("POST", "/", "v-r=uidl&v-uiId=0"))).isTrue();
    }

    @Test
    void whatATabDoesByItselfIsNone() {
        assertThat(activity.test(request("POST", "/", "v-r=heartbeat&v-uiId=0")))
                .isFalse();
        assertThat(activity.test(request("GET", "/", "v-uiId=0&v-r=push"))).isFalse();
        MockHttpServletRequest status = request("GET", "/stream/1.2.3/status", null);
        status.addHeader("Sec-Fetch-Mode", "cors");
        assertThat(activity.test(status)).isFalse();
        MockHttpServletRequest picture = request("GET", "/dicomweb/studies/1.2/series/1.3/thumbnail", null);
        picture.addHeader("Sec-Fetch-Mode", "no-cors");
        picture.addHeader("Accept", "image/avif,image/png,*/*");
        assertThat(activity.test(picture)).isFalse();
    }

    @Test
    void aRequestThatChangesSomethingIsActivity() {
        assertThat(activity.test(request("POST", "/logout", null))).isTrue();
    }

    private static MockHttpServletRequest navigation(String path, String query) {
        MockHttpServletRequest request = request("GET", path, query);
        request.addHeader("Sec-Fetch-Mode", "navigate");
        return request;
    }

    private static MockHttpServletRequest request(String method, String path, @Nullable String query) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        return request;
    }
}

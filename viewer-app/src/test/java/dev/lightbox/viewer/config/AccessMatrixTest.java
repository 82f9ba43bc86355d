package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.lightbox.viewer.TestUsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Which door the filter chains open to whom. Whether a study may be seen is asked behind them. */
@WebTest
class AccessMatrixTest {

    private static final String SIGN_IN = "/oauth2/authorization/lightbox";

    @Autowired
    WebApplicationContext context;

    private MockMvc mvc;

    @BeforeEach
    void buildMvc() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/administration",
                "/administration/audit",
                "/administration/emergency",
                "/viewer",
                "/viewer?StudyInstanceUIDs=1.2.3",
                "/no-such-page",
                "/api/anything",
                "/login",
                "/logout",
                "/oauth2/authorization/another",
                "/login/oauth2/code/another?state=a&code=b",
                "/error/more",
                "/vaadinServlet/",
                "/vaadinServlet/viewer",
            })
    void nobodyIsSentToSignIn(String path) throws Exception {
        MockHttpServletResponse response = perform(get(path));

        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getRedirectedUrl()).isEqualTo(SIGN_IN);
    }

    @ParameterizedTest
    @CsvSource({
        // path, without a session, radiologist, referring, admin, a user without roles
        "/stream/1.2.3,                              401, open, open, 404, 404",
        "/stream/1.2.3/status,                       401, open, open, 404, 404",
        "/dicomweb/studies/1.2/thumbnail,            401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/thumbnail, 401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/thumbnail,          401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/frames/1/thumbnail, 401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/rendered,           401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/frames/1/rendered,  401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/renderedmpr,                      401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/rendered3d,                       401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/rendered3D,                       401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/renderedmpr,        401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/rendered3d,         401, open, open, 404, 404",
        "/dicomweb/studies/1.2/series/1.3/instances/1.4/rendered3D,         401, open, open, 404, 404",
        "/documents/1.2,                             401, open, open, 404, 404",
        "/documents/1.2/series/1.3,                  401, open, open, 404, 404",
        "/documents/1.2/series/1.3/instances/1.4,    401, open, open, 404, 404",
        "/documents/1.2/series/1.3/instances/1.4/pdf,                       401, open, open, 404, 404",
        "/documents/1.2/series/1.3/instances/1.4/file,                      401, open, open, 404, 404",
        "/dicomweb/studies,                          401, open, open, 404, 404",
        "/share,                                     200, 200,  200,  200, 200",
        "/shares,                                    302, 200,  200,  200, 200",
        "/shared/0123456789abcdef/viewer,            open, open, open, open, open",
        "/shared/0123456789abcdef/leave,             404, 404,  404,  404, 404",
        "/shared/0123456789abcdef/stream/1.2.3,      401, 404,  404,  404, 404",
        "/shared/0123456789abcdef/stream/1.2.3/status,                      401, 404,  404,  404, 404",
        "/shared/0123456789abcdef/documents/1.2,     401, 404,  404,  404, 404",
        "/shared/0123456789abcdef/dicomweb/studies/1.2/series/1.3/thumbnail, 401, 404, 404,  404, 404",
        "/shared/0123456789abcdef/dicomweb/studies,  401, 404,  404,  404, 404",
        "/shared/0123456789abcdef/anything,          404, 404,  404,  404, 404",
        "/shared,                                    404, 404,  404,  404, 404",
        "/session,                                   401, open, open, open, open",
        "/audit-export/csv,                          401, 404,  404,  200, 404",
        "/audit-export/xml,                          401, 404,  404,  200, 404",
        "/audit-export/pdf,                          401, 404,  404,  open, 404",
        "/audit-export,                              401, 404,  404,  open, 404",
        "/actuator/health,                           200, 200,  200,  200, 200",
        "/actuator/health/readiness,                 200, 200,  200,  200, 200",
        "/actuator/health/diskSpace,                 404, 404,  404,  404, 404",
        "/actuator,                                  404, 404,  404,  404, 404",
        "/actuator/env,                              404, 404,  404,  404, 404",
        "/actuator/shutdown,                         404, 404,  404,  404, 404",
        "/signed-out,                                200, 200,  200,  200, 200",
        "/sign-in-failed,                            open, open, open, open, open",
        "/no-such-page,                              302, 403,  403,  403, 403",
        "/,                                          302, 200,  200,  200, 200",
    })
    void opensByRole(String path, String nobody, String radiologist, String referring, String admin, String noRole)
            throws Exception {
        assertThat(door(get(path))).as("nobody").isEqualTo(nobody);
        assertThat(door(get(path).with(TestUsers.radiologist())))
                .as("radiologist")
                .isEqualTo(radiologist);
        assertThat(door(get(path).with(TestUsers.referring()))).as("referring").isEqualTo(referring);
        assertThat(door(get(path).with(TestUsers.admin()))).as("admin").isEqualTo(admin);
        assertThat(door(get(path).with(TestUsers.withoutRoles()))).as("no role").isEqualTo(noRole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stream/1.2.3",
                "/dicomweb/studies",
                "/documents/1.2",
                "/share",
                "/shared/0123456789abcdef/leave",
                "/shared/0123456789abcdef/documents/1.2",
                "/session",
                "/logout",
                "/",
                "/signed-out",
                "/actuator/health"
            })
    void changesNothingWithoutACsrfToken(String path) throws Exception {
        for (MockHttpServletRequestBuilder request :
                new MockHttpServletRequestBuilder[] {post(path), put(path), delete(path)}) {
            assertThat(perform(request.with(TestUsers.radiologist())).getStatus())
                    .as(path)
                    .isIn(403, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dicomweb",
                "/dicomweb/studies",
                "/dicomweb/studies?ReferringPhysicianName=*",
                "/dicomweb/studies/1.2",
                "/dicomweb/studies/1.2/metadata",
                "/dicomweb/studies/1.2/series/1.3/instances",
                "/documents",
                "/documents/1.2/anything",
                "/stream/1.2/anything",
            })
    void whatIsNotServedBelowADoorIsNotFound(String path) throws Exception {
        MockHttpServletResponse response = perform(get(path).with(TestUsers.radiologist()));

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void dataDoorsCreateNoSession() throws Exception {
        var request = mvc.perform(get("/stream/1.2.3")).andReturn().getRequest();

        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void aForgedLogoutTokenEndsNothing() throws Exception {
        MockHttpServletResponse response = perform(post("/logout/connect/back-channel/lightbox")
                .param(
                        "logout_token",
                        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjkvcmVhbG1zL2xpZ2h0Ym94In0."));

        assertThat(response.getStatus()).isEqualTo(400);
    }

    @Test
    void aCallbackNobodyAskedForIsRefusedWithoutALoop() throws Exception {
        MockHttpServletResponse response = perform(
                get("/login/oauth2/code/lightbox").param("state", "forged").param("code", "forged"));

        assertThat(response.getRedirectedUrl()).startsWith("/sign-in-failed?reason=expired&reference=");
    }

    @Test
    void saysSoWhenTheIdentityProviderDoesNotAnswer() throws Exception {
        // Nothing listens at the tests' issuer.
        MockHttpServletResponse response = perform(get(SIGN_IN));

        assertThat(response.getRedirectedUrl()).startsWith("/sign-in-failed?reason=unreachable&reference=");
    }

    @Test
    void signingOutSaysSoWhenTheIdentityProviderDoesNotAnswer() throws Exception {
        MockHttpServletResponse response =
                perform(post("/logout").with(TestUsers.radiologist()).with(csrf()));

        assertThat(response.getRedirectedUrl()).isEqualTo("/signed-out?incomplete");
    }

    @Test
    void asksForTlsForTheFutureOverTlsOnly() throws Exception {
        for (String path : new String[] {"/signed-out", "/stream/1.2.3", "/actuator/health"}) {
            assertThat(perform(get(path).secure(true)).getHeader("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000");
            assertThat(perform(get(path)).getHeader("Strict-Transport-Security"))
                    .isNull();
        }
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    /** The status; "open" where the chain let the request through to something that refuses it for its own reasons. */
    private String door(MockHttpServletRequestBuilder request) throws Exception {
        var result = mvc.perform(request).andReturn();
        int status = result.getResponse().getStatus();
        boolean reached = result.getHandler() != null;
        return reached && status != 200 ? "open" : String.valueOf(status);
    }
}

package dev.lightbox.viewer;

import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SignInSessionStrategy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Stands in for Keycloak where a test needs a real session over a real connection: {@code GET /test-sign-in/radiologist}, {@code …/weber} (a referring
 * doctor), {@code …/admin}, {@code …/out}. Import it into the test.
 */
@TestConfiguration
public class TestSignIn {

    @Bean
    ServletRegistrationBean<HttpServlet> testSignInServlet(ActiveSessions sessions) {
        return new ServletRegistrationBean<>(new SignInServlet(sessions), "/test-sign-in/*");
    }

    @Bean
    @Order(0)
    SecurityFilterChain testSignInChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/test-sign-in/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static final class SignInServlet extends HttpServlet {

        private final transient ActiveSessions sessions;

        SignInServlet(ActiveSessions sessions) {
            this.sessions = sessions;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            if (request.getPathInfo().equals("/out")) {
                request.getSession().invalidate();
                return;
            }
            Authentication user = user(request.getPathInfo());
            new SignInSessionStrategy(sessions).onAuthentication(user, request, response);
            new HttpSessionSecurityContextRepository().saveContext(new SecurityContextImpl(user), request, response);
        }

        private static Authentication user(String path) {
            return switch (path) {
                case "/radiologist" -> TestUsers.authentication("radiologist", List.of("radiologist"), List.of());
                case "/weber" -> TestUsers.authentication("weber", List.of("referring"), List.of("Weber^Karl^^Dr."));
                case "/admin" -> TestUsers.authentication("admin", List.of("admin"), List.of());
                default -> new TestingAuthenticationToken("nobody", "");
            };
        }
    }
}

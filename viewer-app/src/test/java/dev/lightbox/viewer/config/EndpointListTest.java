package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every way into the application, with who may take it. A new endpoint or view fails here until its rule is written down, and its row stands in
 * {@link AccessMatrixTest}.
 */
@WebTest
class EndpointListTest {

    private static final Set<String> ENDPOINTS = Set.of(
            // Anybody.
            "GET /signed-out",
            "GET /sign-in-failed",
            "/error",
            "GET /actuator/health",
            "GET /actuator/health/**",
            "/lightbox/**",
            "/pages/**",
            // Vaadin's scripts: anybody.
            "/VAADIN/build/*.js",
            // Anybody who got a link; POST with a CSRF token.
            "GET /share",
            "POST /share",
            // Guests, whose page tells others that they aren't let in.
            "GET /shared/{share}/viewer",
            "POST /shared/{share}/leave",
            // Guests, and StudyAccess for the study.
            "/shared/*/stream/*",
            "GET /shared/{share}/stream/{studyInstanceUid}/status",
            "GET /shared/{share}/documents/{study}",
            "GET /shared/{share}/documents/{study}/series/{series}",
            "GET /shared/{share}/documents/{study}/series/{series}/instances/{instance}",
            "GET /shared/{share}/documents/{study}/series/{series}/instances/{instance}/pdf",
            "GET /shared/{share}/documents/{study}/series/{series}/instances/{instance}/file",
            "GET /shared/{share}/dicomweb/studies/{study}/series/{series}/thumbnail",
            // Signed in, whatever the role: one's own session.
            "GET /session",
            "POST /session",
            // Denied to everybody by the chain of /actuator.
            "GET /actuator",
            // Vaadin: static files and its protocol to anybody; views signed in, by the annotation of each.
            "/**",
            // Those whom the doors below these paths let in: nothing.
            "GET /dicomweb/**",
            "GET /documents/**",
            "GET /audit-export/**",
            "GET /stream/*/*",
            // Administrators.
            "GET /audit-export/{format:csv|xml}",
            // Readers, and StudyAccess for the study.
            "/stream/*",
            "GET /stream/{studyInstanceUid}/status",
            "GET /documents/{study}",
            "GET /documents/{study}/series/{series}",
            "GET /documents/{study}/series/{series}/instances/{instance}",
            "GET /documents/{study}/series/{series}/instances/{instance}/pdf",
            "GET /documents/{study}/series/{series}/instances/{instance}/file",
            "GET /dicomweb/studies/{study}/thumbnail",
            "GET /dicomweb/studies/{study}/series/{series}/thumbnail",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/thumbnail",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frame}/thumbnail",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/rendered",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}/rendered",
            "GET /dicomweb/studies/{study}/series/{series}/renderedmpr",
            "GET /dicomweb/studies/{study}/series/{series}/rendered3d",
            "GET /dicomweb/studies/{study}/series/{series}/rendered3D",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/renderedmpr",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/rendered3d",
            "GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/rendered3D");

    /** Views: signed in; what a role may see in them is decided inside, study by study. */
    private static final Set<String> VIEWS = Set.of(
            "",
            "viewer",
            "shares",
            "emergency",
            "sessions",
            // Administrators only.
            "administration",
            "administration/sessions",
            "administration/shares",
            "administration/emergency",
            "administration/audit",
            "administration/node");

    /** Messages of a stream, each with what is asked before it is followed. The handshake asks {@code StudyAccess}, every second too while the stream is open. */
    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("ShowSeries", "StudyAccess, asked anew"),
            Map.entry("Render", "only of what a viewport has been opened with"),
            Map.entry("Ahead", "only of what a viewport has been opened with"),
            Map.entry("ShowVolume", "StudyAccess, asked anew"),
            Map.entry("OpenBeside", "StudyAccess and the patient, asked anew; recorded"),
            Map.entry("RenderPlane", "only of what a viewport has been opened with"),
            Map.entry("Export", "StudyAccess.mayExport, asked anew; recorded"),
            Map.entry("Present", "StudyAccess, asked anew; only states of the viewport's study"),
            Map.entry("Probe", "only of what a viewport has been opened with"),
            Map.entry("MeasureSlice", "only of what a viewport has been opened with"),
            Map.entry("MeasureVolume", "only of what a viewport has been opened with"),
            Map.entry("Painted", "none: tells of what was sent"),
            Map.entry("Close", "none: gives back"));

    private static final List<Class<? extends Annotation>> RULES =
            List.of(AnonymousAllowed.class, PermitAll.class, RolesAllowed.class, DenyAll.class);

    @Autowired
    ApplicationContext context;

    @Autowired
    ServletContext servletContext;

    @Test
    void everyEndpointHasARule() {
        Set<String> endpoints = new TreeSet<>();
        for (HandlerMapping mapping :
                context.getBeansOfType(HandlerMapping.class).values()) {
            switch (mapping) {
                case RequestMappingInfoHandlerMapping methods ->
                    methods.getHandlerMethods()
                            .keySet()
                            .forEach(info -> info.getPatternValues()
                                    .forEach(pattern -> endpoints.addAll(
                                            info.getMethodsCondition()
                                                            .getMethods()
                                                            .isEmpty()
                                                    ? List.of(pattern)
                                                    : info.getMethodsCondition().getMethods().stream()
                                                            .map(method -> method + " " + pattern)
                                                            .toList())));
                case AbstractUrlHandlerMapping urls ->
                    endpoints.addAll(urls.getHandlerMap().keySet());
                default -> {
                    // Function routes and the like: none are used; one would have to be enumerated here.
                    assertThat(mapping.getClass().getSimpleName())
                            .isIn(
                                    "RouterFunctionMapping",
                                    "WelcomePageHandlerMapping",
                                    "WelcomePageNotAcceptableHandlerMapping");
                }
            }
        }

        assertThat(endpoints).containsExactlyInAnyOrderElementsOf(ENDPOINTS);
    }

    @Test
    void everyViewHasARuleAndSaysItItself() {
        List<RouteData> routes = ApplicationRouteRegistry.getInstance(new VaadinServletContext(servletContext))
                .getRegisteredRoutes();

        assertThat(routes.stream().map(RouteData::getTemplate)).containsExactlyInAnyOrderElementsOf(VIEWS);
        assertThat(routes.stream().map(RouteData::getNavigationTarget))
                .allSatisfy(view -> assertThat(
                                Stream.of(view.getDeclaredAnnotations()).map(Annotation::annotationType))
                        .as("access annotation of %s", view.getName())
                        .containsAnyElementsOf(RULES));
    }

    @Test
    void everyStreamMessageHasARule() {
        assertThat(messages(ClientMessage.class).map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(MESSAGES.keySet());
    }

    private static Stream<Class<?>> messages(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EndpointListTest::messages)
                : Stream.of(type);
    }

    @Test
    void everyServletIsKnown() {
        Set<String> mappings = new TreeSet<>();
        servletContext.getServletRegistrations().values().forEach(servlet -> mappings.addAll(servlet.getMappings()));

        // Spring's, and Vaadin's behind it, which the chain of the pages denies to direct requests.
        assertThat(mappings).containsExactly("/", "/vaadinServlet/*");
    }

    @Test
    void noFunctionRoutesEscapeTheList() {
        assertThat(context.getBeanNamesForType(RouterFunction.class)).isEmpty();
    }
}

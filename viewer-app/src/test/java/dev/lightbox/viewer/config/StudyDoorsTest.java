package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.lightbox.security.Role;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.security.oidc.SignedInUser;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.worklist.DateRange;
import dev.lightbox.viewer.worklist.WorklistFilter;
import dev.lightbox.viewer.worklist.WorklistService;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every kind of user at every door with every kind of study. The doors are all endpoints that have a study in their path, found by themselves, the stream's handshake, and what
 * the pages ask: the worklist, the viewer's gate and the list of priors. What {@link AccessMatrixTest} is for roles, this is for studies.
 */
@SpringBootTest(
        properties = {
            "lightbox.access.groups[0].path=/north",
            "lightbox.access.groups[0].institution=Nord",
            "lightbox.access.groups[1].path=/all",
            "lightbox.access.groups[1].institution=Nord",
            "lightbox.access.groups[2].path=/all",
            "lightbox.access.groups[2].institution=Sued",
            "lightbox.emergency-access.enabled=true",
        })
class StudyDoorsTest {

    /** Made in the north, referred by Weber, whom it identifies. */
    private static final String NORTH = "2.25.100";
    /** Made in the south, referred by Schneider. */
    private static final String SOUTH = "2.25.200";
    /** Of the south; open to one reader in an emergency. */
    private static final String EMERGENCY = "2.25.300";
    /** Of the south; was open to that reader, and is no longer. */
    private static final String REVOKED = "2.25.400";
    /** Parts from two places, referred by somebody with Weber's name and another identifier. */
    private static final String MIXED = "2.25.500";

    private static final String UNKNOWN = "2.25.900";
    private static final List<String> STUDIES = List.of(NORTH, SOUTH, EMERGENCY, REVOKED, MIXED);

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            StudyOrigin.Place nord = new StudyOrigin.Place("Nord", "");
            StudyOrigin.Place sued = new StudyOrigin.Place("Sued", "");
            add(source, NORTH, "Weber^Karl^^Dr.", new StudyOrigin(Set.of("99LANR:17"), Set.of(nord)));
            add(source, SOUTH, "Schneider^Eva", new StudyOrigin(Set.of(), Set.of(sued)));
            add(source, EMERGENCY, "Schneider^Eva", new StudyOrigin(Set.of(), Set.of(sued)));
            add(source, REVOKED, "Schneider^Eva", new StudyOrigin(Set.of(), Set.of(sued)));
            add(source, MIXED, "Weber^Karl", new StudyOrigin(Set.of("99LANR:18"), Set.of(nord, sued)));
            return source;
        }

        private static void add(MemoryStudySource source, String study, String referrer, StudyOrigin origin) {
            source.addStudy(study, referrer);
            source.addSeries(study, study + ".1", "CT");
            source.addInstance(TestImages.file(TestImages.slice(study, study + ".1", 1)));
            source.origin(study, origin);
        }
    }

    @Autowired
    WebApplicationContext context;

    @Autowired
    AuditTrail trail;

    @Autowired
    EmergencyAccess emergency;

    @Autowired
    WorklistService worklist;

    @Autowired
    ViewableStudies viewable;

    @Autowired
    PriorStudies priors;

    @Autowired
    StudyRights rights;

    private MockMvc mvc;

    @BeforeEach
    void openInAnEmergency() throws Exception {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        User reader = user(token("emergency", List.of("referring"), List.of("Else^Some"), List.of(), List.of()));
        emergency.start(reader, EMERGENCY, "ID-1", "", "found unconscious, no letter");
        EmergencyUse revoked = emergency.start(reader, REVOKED, "ID-1", "", "found unconscious, no letter");
        emergency.end(reader, revoked.id());
    }

    private static OAuth2AuthenticationToken token(
            String name, List<String> roles, List<String> names, List<String> ids, List<String> groups) {
        OidcIdToken made =
                ((SignedInUser) TestUsers.authentication(name, roles, names).getPrincipal()).getIdToken();
        Map<String, Object> claims = new LinkedHashMap<>(made.getClaims());
        claims.put("dicom_referring_physician_id", ids);
        claims.put("groups", groups);
        SignedInUser principal =
                SignedInUser.of(new OidcIdToken(made.getTokenValue(), made.getIssuedAt(), made.getExpiresAt(), claims));
        return new OAuth2AuthenticationToken(principal, principal.getAuthorities(), "lightbox");
    }

    private static User user(OAuth2AuthenticationToken token) {
        return ((SignedInUser) token.getPrincipal()).user();
    }

    /** Who may see what. */
    private static Map<OAuth2AuthenticationToken, Set<String>> matrix() {
        Map<OAuth2AuthenticationToken, Set<String>> matrix = new LinkedHashMap<>();
        List<String> none = List.of();
        matrix.put(token("north", List.of("radiologist"), none, none, List.of("/north")), Set.of(NORTH));
        matrix.put(token("all", List.of("radiologist"), none, none, List.of("/all")), Set.copyOf(STUDIES));
        matrix.put(token("nowhere", List.of("radiologist"), none, none, List.of("/elsewhere")), Set.of());
        matrix.put(token("weber", List.of("referring"), List.of("WEBER^Karl"), none, none), Set.of(NORTH, MIXED));
        matrix.put(
                token("identified", List.of("referring"), List.of("Weber^Karl"), List.of("99LANR:17"), none),
                Set.of(NORTH));
        matrix.put(
                token("schneider", List.of("referring"), List.of("Schneider^Eva"), none, none),
                Set.of(SOUTH, EMERGENCY, REVOKED));
        matrix.put(token("wildcard", List.of("referring"), List.of("*", "*^*", "?"), List.of("*:*"), none), Set.of());
        matrix.put(token("nobodys", List.of("referring"), none, none, none), Set.of());
        matrix.put(
                token("both", List.of("radiologist", "referring"), List.of("Schneider^Eva"), none, List.of("/north")),
                Set.of(NORTH, SOUTH, EMERGENCY, REVOKED));
        matrix.put(token("emergency", List.of("referring"), List.of("Else^Some"), none, none), Set.of(EMERGENCY));
        matrix.put(
                token("admin", List.of("admin"), List.of("Weber^Karl"), List.of("99LANR:17"), List.of("/all")),
                Set.of());
        matrix.put(token("roleless", none, List.of("Weber^Karl"), List.of("99LANR:17"), List.of("/all")), Set.of());
        return matrix;
    }

    /** Of every endpoint with a study in its path. Those of guests by a link have a test of their own. */
    private Set<String> doors() {
        Set<String> doors = new TreeSet<>(List.of("/stream/{study}"));
        context.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods()
                        .keySet()
                        .forEach(info -> info.getPatternValues().stream()
                                .filter(path -> path.contains("{study"))
                                .filter(path -> !path.contains("{share"))
                                .forEach(doors::add)));
        return doors;
    }

    private static String path(String door, String study) {
        return door.replaceAll("\\{study[A-Za-z]*}", study)
                .replaceAll("\\{series[A-Za-z]*}", study + ".1")
                .replaceAll("\\{instance[A-Za-z]*}", study + ".1.1")
                .replaceAll("\\{frames?}", "1");
    }

    @Test
    void everyDoorOpensToWhomTheStudyIsOpenAndToNobodyElse() throws Exception {
        Set<String> doors = doors();
        assertThat(doors).hasSizeGreaterThan(15).contains("/stream/{study}", "/dicomweb/studies/{study}/thumbnail");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<OAuth2AuthenticationToken, Set<String>> row : matrix().entrySet()) {
            User user = user(row.getKey());
            boolean reader = user.hasRole(Role.RADIOLOGIST) || user.hasRole(Role.REFERRING);
            for (String door : doors) {
                Answer unknown = ask(row.getKey(), path(door, UNKNOWN));
                if (unknown.status != 404 || unknown.denied != reader) {
                    wrong.add(user.username() + " " + door + " unknown: " + unknown);
                }
                for (String study : STUDIES) {
                    Answer answer = ask(row.getKey(), path(door, study));
                    boolean open = row.getValue().contains(study);
                    boolean right = open ? !answer.denied && answer.reached : answer.equals(unknown);
                    if (!right) {
                        wrong.add("%s %s %s, should be %s: %s".formatted(user.username(), door, study, open, answer));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** As they stand in a request's first line. None of them is a study, whatever an archive would make of it. */
    private static List<String> hostileNames() {
        return List.of(
                "*",
                "%2A",
                "%3F",
                "2.25.10%3F",
                "2.25.*",
                "'",
                "%22",
                "%27%20OR%20%271%27=%271",
                "%3Cscript%3E",
                "..",
                "..%2F..%2Fetc%2Fpasswd",
                "%2e%2e",
                "%252e%252e%252f",
                "..%5C..",
                "%00",
                "2.25.100%00",
                "2.25.100%0D%0AX-Injected:%20y",
                "2.25.100;x=y",
                "2.25.100%20",
                "%202.25.100",
                "2.25.100%5C2.25.200",
                "2.25.100,2.25.200",
                "2.25.0100",
                "%EF%BC%92.25.100",
                "%C0%AE%C0%AE",
                "%FF%FE",
                "%ED%A0%80",
                "1".repeat(65),
                "1".repeat(10_000));
    }

    /** Whoever may see everything gets nothing by them either: what isn't a UID is not found or no request, at every door, in every place of its path. */
    @Test
    void whatIsNoIdentifierOpensNothingAnywhere() throws Exception {
        OAuth2AuthenticationToken reader = token("all", List.of("radiologist"), List.of(), List.of(), List.of("/all"));
        List<String> wrong = new ArrayList<>();
        for (String door : doors()) {
            for (String name : hostileNames()) {
                for (String place : List.of("study", "series", "instance", "frame")) {
                    if (!door.contains("{" + place)) {
                        continue;
                    }
                    // The others are what they should be.
                    String path = path(door.replaceAll("\\{" + place + "[A-Za-z]*}", "\u0001"), NORTH)
                            .replace("\u0001", name);
                    Answer answer = ask(reader, URI.create(path));
                    boolean refused = answer.status == 400 || answer.status == 404;
                    boolean quiet = !answer.body.contains("xception")
                            && !answer.body.contains("passwd")
                            && !answer.body.contains("<script")
                            && answer.headers.stream().noneMatch(header -> header.startsWith("X-Injected"));
                    if (!refused || !quiet) {
                        wrong.add(path.substring(0, Math.min(path.length(), 150)) + " " + answer.status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** @param denied whether the refusal is in the audit trail */
    private record Answer(int status, boolean reached, boolean denied, String body, Set<String> headers) {}

    private Answer ask(OAuth2AuthenticationToken user, String path) throws Exception {
        return ask(user, URI.create(path));
    }

    private Answer ask(OAuth2AuthenticationToken user, URI address) throws Exception {
        String path = address.getRawPath();
        long before = newest().map(AuditRecord::sequence).orElse(0L);
        MockHttpServletRequestBuilder request =
                get(address).with(TestUsers.with(user)).session(new MockHttpSession());
        if (path.startsWith("/stream/") && !path.endsWith("/status")) {
            request.header("Upgrade", "websocket")
                    .header("Connection", "Upgrade")
                    .header("Origin", "http://localhost")
                    .header("Sec-WebSocket-Version", "13")
                    .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                    .header("Sec-WebSocket-Protocol", "lightbox.v2");
        }
        MockHttpServletResponse response;
        boolean reached;
        try {
            var result = mvc.perform(request).andReturn();
            response = result.getResponse();
            reached = result.getHandler() != null;
        } catch (ServletException | IllegalStateException | IllegalArgumentException e) {
            // Let in: only a real server can go on with a handshake.
            return new Answer(101, true, false, "", Set.of());
        }
        boolean denied = newest().filter(record -> record.sequence() > before)
                .filter(record -> record.kind() == AuditKind.ACCESS_DENIED)
                .isPresent();
        Set<String> headers = response.getHeaderNames().stream()
                .filter(name -> !name.equals("Date"))
                .map(name -> name + ": " + response.getHeaders(name))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Answer(response.getStatus(), reached, denied, response.getContentAsString(), headers);
    }

    private Optional<AuditRecord> newest() {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Test
    void whatThePagesAskForFollowsTheSameMatrix() {
        matrix().forEach((token, open) -> {
            User user = user(token);
            assertThat(worklist.find(user, WorklistFilter.of(DateRange.ALL), null)
                            .studies())
                    .as("worklist of %s", user.username())
                    .extracting(StudySummary::studyInstanceUid)
                    .containsExactlyInAnyOrderElementsOf(open);
            for (String study : STUDIES) {
                assertThat(viewable.find(user, study).isPresent())
                        .as("viewer of %s, %s", user.username(), study)
                        .isEqualTo(open.contains(study));
            }
            assertThat(viewable.find(user, UNKNOWN)).isEmpty();
            open.forEach(study -> {
                Set<String> others = new LinkedHashSet<>(open);
                others.remove(study);
                assertThat(rights.scope(user)).isNotInstanceOf(StudyAccess.Scope.None.class);
                assertThat(priors.of(user, viewable.find(user, study).orElseThrow()))
                        .as("priors of %s beside %s", user.username(), study)
                        .extracting(prior -> prior.studyInstanceUid())
                        .containsExactlyInAnyOrderElementsOf(others);
            });
        });
    }
}

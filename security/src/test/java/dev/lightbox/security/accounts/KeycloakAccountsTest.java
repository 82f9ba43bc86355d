package dev.lightbox.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lightbox.security.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Against a server that answers as Keycloak 26.7 does; the real one is asked by the end-to-end test. */
class KeycloakAccountsTest {

    private static final String USER = """
            {"id":"u-1","username":"weber","firstName":"Karl","lastName":"Weber","email":"weber@example.org","emailVerified":true,"enabled":true,
             "attributes":{"dicom_referring_physician":["Weber^Karl"],"locale":["de"]},"requiredActions":["CONFIGURE_TOTP"]}""";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private int tokens;
    private HttpServer server;
    private AccountDirectory accounts;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        factory.setReadTimeout(Duration.ofSeconds(2));
        AccountProperties properties =
                new AccountProperties("lightbox-accounts", "geheim", null, null, List.of("/lightbox"));
        accounts = new KeycloakAccounts(
                new AdminApi(factory, base + "/admin/realms/r", base + "/token", properties, Clock.systemUTC()),
                "lightbox",
                properties.groups());
        answers.put("GET /admin/realms/r/clients?clientId=realm-management", "[{\"id\":\"c-rm\"}]");
        answers.put("GET /admin/realms/r/users/u-1", USER);
        answers.put(
                "GET /admin/realms/r/users/u-1/role-mappings/realm",
                "[{\"id\":\"r-2\",\"name\":\"referring\"},{\"id\":\"r-9\",\"name\":\"default-roles-r\"}]");
        answers.put(
                "GET /admin/realms/r/users/u-1/role-mappings/realm/composite",
                "[{\"id\":\"r-2\",\"name\":\"referring\"},{\"id\":\"r-3\",\"name\":\"admin\"}]");
        answers.put(
                "GET /admin/realms/r/users/u-1/role-mappings/realm/available",
                "[{\"id\":\"r-1\",\"name\":\"radiologist\"},{\"id\":\"r-8\",\"name\":\"realm-admin\"}]");
        answers.put(
                "GET /admin/realms/r/users/u-1/groups?briefRepresentation=true&max=1000",
                "[{\"id\":\"g-1\",\"path\":\"/lightbox\"}]");
        answers.put("GET /admin/realms/r/users/u-1/role-mappings/clients/c-rm/composite", "[]");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(body.isEmpty() ? line : line + " " + body);
        String text;
        int status = 200;
        if (line.equals("POST /token")) {
            tokens++;
            text = "{\"access_token\":\"token-" + tokens + "\",\"expires_in\":300}";
        } else if (failures.containsKey(line)) {
            status = failures.get(line);
            text = answers.getOrDefault(line, "");
        } else if (line.startsWith("GET") && !answers.containsKey(line)) {
            status = 404;
            text = "{\"error\":\"not found\"}";
        } else {
            text = answers.getOrDefault(line, "");
            if (line.endsWith("/users")) {
                exchange.getResponseHeaders().add("Location", "http://x/admin/realms/r/users/u-new");
            }
        }
        if (("Bearer token-0").equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            status = 401;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void rolesInForceAreThoseOfAnEnabledAccount() {
        assertThat(accounts.rolesInForce("u-1")).containsExactlyInAnyOrder(Role.REFERRING, Role.ADMIN);

        answers.put("GET /admin/realms/r/users/u-1", USER.replace("\"enabled\":true", "\"enabled\":false"));
        assertThat(accounts.rolesInForce("u-1")).isEmpty();

        answers.put("GET /admin/realms/r/users/count?search=", "3");
        assertThat(accounts.rolesInForce("deleted")).isEmpty();
    }

    @Test
    void ofARealmThatIsNotThereNothingIsSaidOfAnybody() {
        assertThatThrownBy(() -> accounts.rolesInForce("u-2")).isInstanceOf(AccountsUnavailableException.class);
        answers.put("GET /admin/realms/r/users/count?search=", "0");
        assertThatThrownBy(() -> accounts.rolesInForce("u-2")).isInstanceOf(AccountsUnavailableException.class);
    }

    private List<String> changes() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET") && !request.startsWith("POST /token"))
                .toList();
    }

    @Test
    void readsAnAccountWithWhatIsTheApplications() {
        Account account = accounts.get("u-1");

        assertThat(account.username()).isEqualTo("weber");
        assertThat(account.roles()).containsExactly(Role.REFERRING);
        assertThat(account.inheritedRoles()).containsExactly(Role.ADMIN);
        assertThat(account.values(AccountAttribute.REFERRING_PHYSICIAN_NAMES)).containsExactly("Weber^Karl");
        assertThat(account.groups()).containsExactly("/lightbox");
        assertThat(account.managesAccounts()).isFalse();
    }

    @Test
    void anAccountThatMayManageTheRealmIsToldApart() {
        answers.put(
                "GET /admin/realms/r/users/u-1/role-mappings/clients/c-rm/composite", "[{\"name\":\"view-users\"}]");

        assertThat(accounts.get("u-1").managesAccounts()).isTrue();
    }

    @Test
    void aChangeSendsEverythingElseBackAsItWas() {
        accounts.setAttribute("u-1", AccountAttribute.REFERRING_PHYSICIAN_NAMES, List.of("Weber^K", "Wéber^Karl"));
        accounts.setEnabled("u-1", false);

        assertThat(changes()).hasSize(2);
        assertThat(changes().getFirst())
                .startsWith("PUT /admin/realms/r/users/u-1 ")
                .contains(
                        "\"dicom_referring_physician\":[\"Weber^K\",\"Wéber^Karl\"]",
                        "\"locale\":[\"de\"]",
                        "\"requiredActions\":[\"CONFIGURE_TOTP\"]",
                        "\"email\":\"weber@example.org\"",
                        "\"enabled\":true");
        assertThat(changes().getLast())
                .contains("\"enabled\":false", "\"dicom_referring_physician\":[\"Weber^Karl\"]", "\"locale\":[\"de\"]");
    }

    @Test
    void givesAndTakesItsOwnRolesOnlyWhateverKeycloakOffers() {
        accounts.giveRoles("u-1", Set.of(Role.RADIOLOGIST));
        accounts.takeRoles("u-1", Set.of(Role.REFERRING));

        assertThat(changes())
                .containsExactly(
                        "POST /admin/realms/r/users/u-1/role-mappings/realm [{\"id\":\"r-1\",\"name\":\"radiologist\"}]",
                        "DELETE /admin/realms/r/users/u-1/role-mappings/realm [{\"id\":\"r-2\",\"name\":\"referring\"}]");
        assertThatThrownBy(() -> accounts.giveRoles("u-1", Set.of(Role.ADMIN)))
                .isInstanceOf(AccountsUnavailableException.class)
                .hasMessageContaining("admin");
    }

    @Test
    void ownGroupsAreThoseConfiguredAndBelow() {
        answers.put(
                "GET /admin/realms/r/group-by-path/lightbox",
                "{\"id\":\"g-1\",\"path\":\"/lightbox\",\"subGroupCount\":1}");
        answers.put(
                "GET /admin/realms/r/groups/g-1/children?max=1000",
                "[{\"id\":\"g-2\",\"path\":\"/lightbox/north\",\"subGroupCount\":0}]");

        assertThat(accounts.ownGroups()).containsExactly("/lightbox", "/lightbox/north");
        accounts.join("u-1", Set.of("/lightbox/north"));
        assertThat(changes()).containsExactly("PUT /admin/realms/r/users/u-1/groups/g-2");
        assertThatThrownBy(() -> accounts.join("u-1", Set.of("/finance"))).isInstanceOf(AccountRefusedException.class);
    }

    @Test
    void aGroupThatKeycloakDoesNotHaveIsPassedOver() {
        assertThat(accounts.ownGroups()).isEmpty();
    }

    @Test
    void searchesWithinNamesAndEscapesWhatIsTyped() {
        answers.put("GET /admin/realms/r/users/count?search=%2Ae%26first%3D9%2A", "7");

        assertThat(accounts.count(" e&first=9* ")).isEqualTo(7);
        assertThatThrownBy(() -> accounts.find("", 0, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsTheNewestSessionsFirst() {
        answers.put("GET /admin/realms/r/clients?clientId=lightbox", "[{\"id\":\"c-1\"}]");
        answers.put("GET /admin/realms/r/clients/c-1/user-sessions?first=0&max=50", """
                [{"userId":"u-1","username":"old","ipAddress":"192.0.2.1","start":1000},
                 {"userId":"u-2","username":"new","ipAddress":"192.0.2.2","start":3000},
                 {"userId":"u-3","username":"middle","ipAddress":"192.0.2.3","start":2000}]""");

        assertThat(accounts.sessions(0, 50))
                .extracting(AccountSession::username)
                .containsExactly("new", "middle", "old");
    }

    @Test
    void anIdentifierCannotLeadElsewhere() {
        accounts.endSessions("../../realms/r?x=");

        assertThat(changes()).containsExactly("POST /admin/realms/r/users/..%2F..%2Frealms%2Fr%3Fx%3D/logout");
    }

    @Test
    void oneTokenServesManyRequestsAndARejectedOneIsReplacedOnce() {
        tokens = -1;
        assertThat(accounts.create(new NewAccount("x", "X", "Y", "x@example.org")))
                .isEqualTo("u-new");
        accounts.endSessions("u-1");

        assertThat(requests.stream().filter(request -> request.startsWith("POST /token")))
                .hasSize(2);
    }

    @Test
    void aRefusalSaysWhatKeycloakSays() {
        failures.put("POST /admin/realms/r/users", 409);
        answers.put("POST /admin/realms/r/users", "{\"errorMessage\":\"User exists with same username\"}");

        assertThatThrownBy(() -> accounts.create(new NewAccount("x", "X", "Y", "x@example.org")))
                .isInstanceOf(AccountRefusedException.class)
                .hasMessageContaining("User exists with same username");
    }

    @Test
    void tooFewRightsAreNoFaultOfTheUser() {
        failures.put("POST /admin/realms/r/users/u-1/logout", 403);

        assertThatThrownBy(() -> accounts.endSessions("u-1"))
                .isInstanceOf(AccountsUnavailableException.class)
                .hasMessageContaining("lightbox-accounts");
    }

    @Test
    @Timeout(20)
    void aKeycloakThatIsAwayIsToldAsSuch() {
        server.stop(0);

        assertThatThrownBy(() -> accounts.get("u-1"))
                .isInstanceOf(AccountsUnavailableException.class)
                .hasMessage("Keycloak doesn't answer");
    }

    @Test
    void withoutASecretAccountsAreNotManagedHere() {
        AccountProperties unset = new AccountProperties("lightbox-accounts", "${UNFILLED}", null, null, List.of());
        AccountDirectory none = new KeycloakAccounts(
                new AdminApi(new JdkClientHttpRequestFactory(), "http://x", "http://x", unset, Clock.systemUTC()),
                "lightbox",
                List.of());

        assertThatThrownBy(() -> none.count(""))
                .isInstanceOf(AccountsUnavailableException.class)
                .hasMessageContaining("lightbox.accounts.client-secret");
        assertThat(unset.toString()).doesNotContain("UNFILLED");
    }

    @Test
    void theAddressesFollowFromTheIssuer() {
        AccountProperties properties = new AccountProperties("c", "s", null, null, List.of());
        KeycloakAddresses addresses = KeycloakAddresses.of("https://kc.example/auth/realms/clinic", properties);

        assertThat(addresses.admin()).isEqualTo("https://kc.example/auth/admin/realms/clinic");
        assertThat(addresses.console()).isEqualTo("https://kc.example/auth/admin/clinic/console/");
    }
}

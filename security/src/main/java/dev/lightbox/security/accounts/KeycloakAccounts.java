package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link AccountDirectory} by Keycloak's administration interface (tried with 26.7). Thread-safe. */
final class KeycloakAccounts implements AccountDirectory {

    private static final Logger log = LoggerFactory.getLogger(KeycloakAccounts.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The client whose roles let their holders administer the realm. */
    private static final String REALM_MANAGEMENT = "realm-management";

    /** What the realm has a role for. */
    private static final Set<Role> GIVEN = Set.of(Role.RADIOLOGIST, Role.REFERRING, Role.ADMIN);

    private static final int MOST_ADMINISTRATORS = 1000;
    private static final int MOST_GROUPS = 1000;

    private final AdminApi api;
    private final List<String> groupRoots;

    private final String ownClient;

    /** They never change within a realm. */
    private final Map<String, String> clientUuids = new ConcurrentHashMap<>();

    /**
     * @param ownClient the client with which users sign in to this application
     */
    KeycloakAccounts(AdminApi api, String ownClient, List<String> groupRoots) {
        this.api = api;
        this.ownClient = ownClient;
        this.groupRoots = List.copyOf(groupRoots);
    }

    @Override
    public List<AccountSummary> find(String search, int first, int max) {
        if (max < 1 || max > LONGEST_PAGE || first < 0) {
            throw new IllegalArgumentException("page out of range: " + first + ", " + max);
        }
        JsonNode users = api.get(
                "/users?briefRepresentation=true&first={first}&max={max}&search={search}", first, max, infix(search));
        // A question for each row, as Keycloak's list doesn't tell roles.
        return users.valueStream().map(this::summary).toList();
    }

    @Override
    public int count(String search) {
        return api.get("/users/count?search={search}", infix(search)).asInt(0);
    }

    /** Keycloak searches for beginnings unless it is asked otherwise. */
    private static String infix(String search) {
        String text = search.strip().replace("*", "").replace("\"", "");
        return text.isEmpty() ? "" : "*" + text + "*";
    }

    private AccountSummary summary(JsonNode user) {
        String id = user.path("id").asString();
        return new AccountSummary(
                id,
                user.path("username").asString(""),
                (user.path("firstName").asString("") + " "
                                + user.path("lastName").asString(""))
                        .strip(),
                user.path("email").asString(""),
                user.path("enabled").asBoolean(false),
                roles(api.get("/users/{id}/role-mappings/realm", id)));
    }

    @Override
    public Account get(String id) {
        JsonNode user = api.get("/users/{id}", id);
        Set<Role> direct = roles(api.get("/users/{id}/role-mappings/realm", id));
        Set<Role> inherited = roles(api.get("/users/{id}/role-mappings/realm/composite", id));
        inherited.removeAll(direct);
        Map<AccountAttribute, List<String>> attributes = new EnumMap<>(AccountAttribute.class);
        for (AccountAttribute attribute : AccountAttribute.values()) {
            List<String> values = user.path("attributes")
                    .path(attribute.key())
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            if (!values.isEmpty()) {
                attributes.put(attribute, values);
            }
        }
        return new Account(
                user.path("id").asString(),
                user.path("username").asString(""),
                user.path("firstName").asString(""),
                user.path("lastName").asString(""),
                user.path("email").asString(""),
                user.path("enabled").asBoolean(false),
                direct,
                inherited,
                attributes,
                api.get("/users/{id}/groups?briefRepresentation=true&max={max}", id, MOST_GROUPS)
                        .valueStream()
                        .map(group -> group.path("path").asString())
                        .sorted()
                        .toList(),
                managesAccounts(id));
    }

    @Override
    public Set<Role> rolesInForce(String id) {
        try {
            return api.get("/users/{id}", id).path("enabled").asBoolean(false)
                    ? roles(api.get("/users/{id}/role-mappings/realm/composite", id))
                    : Set.of();
        } catch (AccountRefusedException e) {
            // Gone; unless it is the realm that isn't there, where nothing can be said of anybody.
            if (e.reason() == AccountRefusedException.Reason.GONE && hasUsers()) {
                return Set.of();
            }
            throw new AccountsUnavailableException("Keycloak doesn't say what a user may do: " + e.getMessage(), e);
        }
    }

    private boolean hasUsers() {
        try {
            return count("") > 0;
        } catch (AccountRefusedException e) {
            return false;
        }
    }

    /** Whether the user has any role of the realm's management, directly, by a group or by another role. */
    private boolean managesAccounts(String id) {
        JsonNode roles =
                api.get("/users/{id}/role-mappings/clients/{client}/composite", id, clientUuid(REALM_MANAGEMENT));
        return !roles.isEmpty();
    }

    /** Keycloak's own identifier of a client. */
    private String clientUuid(String clientId) {
        String known = clientUuids.get(clientId);
        if (known == null) {
            known = api.get("/clients?clientId={id}", clientId)
                    .path(0)
                    .path("id")
                    .asString("");
            if (known.isEmpty()) {
                throw new AccountsUnavailableException(
                        "Keycloak has no client " + clientId
                                + ", or doesn't show it: the service account needs the role view-clients of the client realm-management");
            }
            clientUuids.put(clientId, known);
        }
        return known;
    }

    private static Set<Role> roles(JsonNode representations) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<String> names = new HashSet<>();
        representations
                .valueStream()
                .forEach(role -> names.add(role.path("name").asString()));
        GIVEN.stream().filter(role -> names.contains(name(role))).forEach(roles::add);
        return roles;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<AccountSession> sessions(int first, int max) {
        if (max < 1 || max > LONGEST_PAGE || first < 0) {
            throw new IllegalArgumentException("page out of range: " + first + ", " + max);
        }
        return api.get("/clients/{client}/user-sessions?first={first}&max={max}", clientUuid(ownClient), first, max)
                .valueStream()
                .map(session -> new AccountSession(
                        session.path("userId").asString(""),
                        session.path("username").asString(""),
                        session.path("ipAddress").asString(""),
                        Instant.ofEpochMilli(session.path("start").asLong())))
                // Keycloak's own order means nothing.
                .sorted(Comparator.comparing(AccountSession::started).reversed())
                .toList();
    }

    @Override
    public int countSessions() {
        return api.get("/clients/{client}/session-count", clientUuid(ownClient))
                .path("count")
                .asInt(0);
    }

    @Override
    public Set<String> enabledAdministrators() {
        Set<String> ids = new HashSet<>();
        api.get("/roles/{role}/users?max={max}", name(Role.ADMIN), MOST_ADMINISTRATORS)
                .valueStream()
                .filter(user -> user.path("enabled").asBoolean(false))
                .forEach(user -> ids.add(user.path("id").asString()));
        return ids;
    }

    @Override
    public List<String> ownGroups() {
        return List.copyOf(groupIds().keySet());
    }

    /** Group by path; breadth first, bounded. */
    private Map<String, String> groupIds() {
        Map<String, String> ids = new TreeMap<>();
        Deque<JsonNode> left = new ArrayDeque<>();
        for (String root : groupRoots) {
            List<Object> names = new ArrayList<>(List.of(root.substring(1).split("/")));
            try {
                left.add(api.get("/group-by-path" + "/{name}".repeat(names.size()), names.toArray()));
            } catch (AccountRefusedException e) {
                // It is configured, but hasn't been made in Keycloak.
                log.warn("There is no group {} in Keycloak", root);
            }
        }
        while (!left.isEmpty() && ids.size() < MOST_GROUPS) {
            JsonNode group = left.removeFirst();
            String id = group.path("id").asString();
            if (ids.put(group.path("path").asString(), id) == null
                    && group.path("subGroupCount").asInt(1) > 0) {
                api.get("/groups/{id}/children?max={max}", id, MOST_GROUPS)
                        .valueStream()
                        .forEach(left::add);
            }
        }
        return ids;
    }

    @Override
    public String create(NewAccount account) {
        ObjectNode user = JSON.createObjectNode();
        user.put("username", account.username());
        user.put("firstName", account.firstName());
        user.put("lastName", account.lastName());
        user.put("email", account.email());
        user.put("enabled", true);
        String location = api.send(HttpMethod.POST, "/users", user).location();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public void setEnabled(String id, boolean enabled) {
        ObjectNode user = whole(id);
        user.put("enabled", enabled);
        replace(id, user);
    }

    @Override
    public void setAttribute(String id, AccountAttribute attribute, List<String> values) {
        ObjectNode user = whole(id);
        ArrayNode array = user.withObject("attributes").putArray(attribute.key());
        values.forEach(array::add);
        replace(id, user);
    }

    /** Everything that Keycloak has of the user: what a PUT leaves out, it takes away. */
    private ObjectNode whole(String id) {
        return api.get("/users/{id}", id).asObject();
    }

    private void replace(String id, ObjectNode user) {
        api.send(HttpMethod.PUT, "/users/{id}", user, id);
    }

    @Override
    public void giveRoles(String id, Set<Role> roles) {
        ArrayNode given = representations(api.get("/users/{id}/role-mappings/realm/available", id), roles);
        if (given.size() < roles.size()) {
            throw new AccountsUnavailableException(
                    "Keycloak doesn't have, or doesn't let this application give, the role "
                            + roles.stream()
                                    .map(KeycloakAccounts::name)
                                    .sorted()
                                    .toList());
        }
        api.send(HttpMethod.POST, "/users/{id}/role-mappings/realm", given, id);
    }

    @Override
    public void takeRoles(String id, Set<Role> roles) {
        ArrayNode taken = representations(api.get("/users/{id}/role-mappings/realm", id), roles);
        api.send(HttpMethod.DELETE, "/users/{id}/role-mappings/realm", taken, id);
    }

    /** The application's own roles among these, as Keycloak writes them; no others, whatever it lists. */
    private static ArrayNode representations(JsonNode listed, Set<Role> wanted) {
        ArrayNode chosen = JSON.createArrayNode();
        List<String> names = wanted.stream().map(KeycloakAccounts::name).toList();
        Stream<JsonNode> roles = listed.valueStream();
        roles.filter(role -> names.contains(role.path("name").asString())).forEach(chosen::add);
        return chosen;
    }

    @Override
    public void join(String id, Set<String> groups) {
        for (String group : ids(groups)) {
            api.send(HttpMethod.PUT, "/users/{id}/groups/{group}", null, id, group);
        }
    }

    @Override
    public void leave(String id, Set<String> groups) {
        for (String group : ids(groups)) {
            api.send(HttpMethod.DELETE, "/users/{id}/groups/{group}", null, id, group);
        }
    }

    private Collection<String> ids(Set<String> groups) {
        Map<String, String> known = groupIds();
        List<String> ids = new ArrayList<>();
        for (String group : groups) {
            String id = known.get(group);
            if (id == null) {
                throw new AccountRefusedException(AccountRefusedException.Reason.GONE);
            }
            ids.add(id);
        }
        return ids;
    }

    @Override
    public void setTemporaryPassword(String id, String password) {
        ObjectNode credential = JSON.createObjectNode();
        credential.put("type", "password");
        credential.put("value", password);
        credential.put("temporary", true);
        api.send(HttpMethod.PUT, "/users/{id}/reset-password", credential, id);
    }

    @Override
    public void sendPasswordMail(String id) {
        api.send(
                HttpMethod.PUT,
                "/users/{id}/execute-actions-email",
                JSON.createArrayNode().add("UPDATE_PASSWORD"),
                id);
    }

    @Override
    public void endSessions(String id) {
        api.send(HttpMethod.POST, "/users/{id}/logout", null, id);
    }
}

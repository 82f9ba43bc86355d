package dev.lightbox.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import dev.lightbox.security.accounts.AccountRefusedException.Reason;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SessionLimits;
import dev.lightbox.security.session.SignInSessionStrategy;
import dev.lightbox.security.storage.EmbeddedDatabase;
import dev.lightbox.security.storage.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;

class AccountAdministrationTest {

    private static final User ADA =
            new User("ada", "ada.keller", "Ada Keller", Set.of(Role.ADMIN), List.of(), "192.0.2.7");

    @TempDir
    Path directory;

    private final FakeDirectory accounts = new FakeDirectory();
    private final List<AuditEvent> recorded = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final ActiveSessions nodeSessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), Clock.systemUTC());
    private AuditLog log = recorded::add;
    private Turns turns;
    private AccountAdministration administration;

    @BeforeEach
    void open() throws IOException {
        EmbeddedDatabase database = EmbeddedDatabase.in(directory);
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.getJdbcUrl() + ";DB_CLOSE_DELAY=-1", database.getUsername(), database.getPassword());
        Flyway.configure().dataSource(source).load().migrate();
        turns = new Turns(JdbcClient.create(source), new JdbcTransactionManager(source));
        administration = new AccountAdministration(
                accounts,
                event -> log.record(event),
                turns,
                (administrator, subject, roles) -> {
                    links.add(administrator.username() + " " + subject + " " + roles);
                    return 2;
                },
                nodeSessions);
        accounts.add("ada", true, false, Role.ADMIN);
        accounts.add("ruth", true, false, Role.RADIOLOGIST);
    }

    private String kinds() {
        return recorded.stream()
                .map(event -> event.kind() + " " + event.outcome())
                .toList()
                .toString();
    }

    private String change() {
        return ((AuditObject.ChangedUser) recorded.getLast().objects().getFirst()).change();
    }

    @Test
    void disablingEndsTheSessionsTooAndIsRecordedOnceBeforeItIsDone() {
        log = event -> {
            assertThat(accounts.calls).isEmpty();
            recorded.add(event);
        };

        administration.disable(ADA, "ruth");

        assertThat(accounts.calls).containsExactly("enabled ruth false", "end ruth");
        assertThat(kinds()).isEqualTo("[USER_CHANGED SUCCESS]");
        assertThat(recorded.getFirst().user().username()).isEqualTo("ada.keller");
        assertThat(recorded.getFirst().user().address()).isEqualTo("192.0.2.7");
        assertThat(recorded.getFirst().objects())
                .containsExactly(new AuditObject.ChangedUser("name-of-ruth", "account disabled"));
    }

    @Test
    void whatWasSharedIsTakenBackWithTheAccountOrTheRole() {
        assertThat(administration.setRoles(ADA, "ruth", Set.of(Role.RADIOLOGIST, Role.REFERRING)))
                .as("nothing was taken")
                .isZero();
        assertThat(links).isEmpty();

        assertThat(administration.setRoles(ADA, "ruth", Set.of(Role.REFERRING))).isEqualTo(2);
        assertThat(administration.disable(ADA, "ruth")).isEqualTo(2);
        assertThat(links).containsExactly("ada.keller ruth [REFERRING]", "ada.keller ruth []");
    }

    @Test
    void whatWasSharedStaysWhereTheAccountCouldNotBeClosed() {
        accounts.changes = false;

        assertThatThrownBy(() -> administration.disable(ADA, "ruth")).isInstanceOf(AccountsUnavailableException.class);
        assertThatThrownBy(() -> administration.disable(ADA, "ada")).isInstanceOf(AccountRefusedException.class);

        assertThat(links).isEmpty();
    }

    @Test
    void aSessionOfThisNodeIsEndedAndRecordedFirst() {
        MockHttpSession session = new MockHttpSession();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        User ruth = new User("ruth", "ruth", "Ruth", Set.of(Role.RADIOLOGIST), List.of(), "");
        UserPrincipal principal = () -> ruth;
        new SignInSessionStrategy(nodeSessions)
                .onAuthentication(
                        new TestingAuthenticationToken(principal, ""), request, new MockHttpServletResponse());
        String key = administration.nodeSessions(ADA).getFirst().key();
        List<SessionEnd> ends = new ArrayList<>();
        nodeSessions.onEnd(session.getId(), ends::add);
        log = event -> {
            throw new IllegalStateException("no room");
        };
        assertThatThrownBy(() -> administration.endNodeSession(ADA, key)).hasMessage("no room");
        assertThat(ends).isEmpty();

        log = recorded::add;
        assertThatThrownBy(() -> administration.endNodeSession(ruth, key)).isInstanceOf(AccountRefusedException.class);
        assertThat(administration.endNodeSession(ADA, "unknown")).isFalse();
        assertThat(recorded).isEmpty();
        assertThat(administration.endNodeSession(ADA, key)).isTrue();
        assertThat(administration.endNodeSession(ADA, key)).as("again").isFalse();

        assertThat(ends).containsExactly(SessionEnd.ENDED_BY_ADMINISTRATOR);
        assertThat(session.isInvalid()).isTrue();
        assertThat(kinds()).isEqualTo("[SESSION_ENDED SUCCESS]");
        assertThat(recorded.getFirst().objects())
                .containsExactly(new AuditObject.ChangedUser("ruth", "one session ended"));
    }

    @Test
    void rolesAreGivenAndTakenAndTheSessionsThatHaveTheOldOnesEnd() {
        administration.setRoles(ADA, "ruth", Set.of(Role.REFERRING));

        assertThat(accounts.calls).containsExactly("take ruth [RADIOLOGIST]", "give ruth [REFERRING]", "end ruth");
        assertThat(kinds()).isEqualTo("[ROLES_CHANGED SUCCESS]");
        assertThat(change()).isEqualTo("roles; given: REFERRING; taken: RADIOLOGIST");
    }

    @Test
    void whatIsSoAlreadyIsNeitherDoneNorRecorded() {
        administration.setRoles(ADA, "ruth", Set.of(Role.RADIOLOGIST));
        administration.setGroups(ADA, "ruth", Set.of());
        administration.setAttribute(ADA, "ruth", AccountAttribute.REFERRING_PHYSICIAN_NAMES, List.of(" ", ""));

        assertThat(accounts.calls).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void nobodyDisablesThemselves() {
        accounts.add("bob", true, false, Role.ADMIN);

        refuses(admin -> admin.disable(ADA, "ada"), Reason.OWN_ACCOUNT);
    }

    @Test
    void nobodyTakesTheAdministratorsRoleFromThemselves() {
        accounts.add("bob", true, false, Role.ADMIN);

        refuses(admin -> admin.setRoles(ADA, "ada", Set.of()), Reason.OWN_ACCOUNT);
    }

    @Test
    void theLastAdministratorStays() {
        // Ada's own account has been disabled since she signed in; a disabled one is no administrator.
        accounts.add("ada", false, false, Role.ADMIN);
        accounts.add("bob", true, false, Role.ADMIN);

        refuses(admin -> admin.disable(ADA, "bob"), Reason.LAST_ADMINISTRATOR);
        refuses(admin -> admin.setRoles(ADA, "bob", Set.of(Role.RADIOLOGIST)), Reason.LAST_ADMINISTRATOR);
    }

    @Test
    void ofTwoAdministratorsWhoDisableEachOtherAtOnceOneStays() throws Exception {
        accounts.add("bob", true, false, Role.ADMIN);
        User bob = new User("bob", "bob", "Bob", Set.of(Role.ADMIN), List.of(), "");
        int refused = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<?> change : List.of(
                    threads.submit(() -> administration.disable(ADA, "bob")),
                    threads.submit(() -> administration.disable(bob, "ada")))) {
                try {
                    change.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(AccountRefusedException.class);
                    refused++;
                }
            }
        }
        assertThat(refused).isEqualTo(1);
        assertThat(accounts.enabledAdministrators()).hasSize(1);
    }

    @Test
    void anAccountThatAdministersKeycloakIsNotTouched() {
        accounts.add("root", true, true);

        for (Consumer<AccountAdministration> deed : List.<Consumer<AccountAdministration>>of(
                admin -> admin.setTemporaryPassword(ADA, "root"),
                admin -> admin.sendPasswordMail(ADA, "root"),
                admin -> admin.disable(ADA, "root"),
                admin -> admin.endSessions(ADA, "root"),
                admin -> admin.setRoles(ADA, "root", Set.of(Role.ADMIN)))) {
            refuses(deed, Reason.ADMINISTERS_PROVIDER);
        }
    }

    @Test
    void onlyTheApplicationsGroupsAreGivenAndOthersAreLeftAlone() {
        Account ruth = accounts.add("ruth", true, false);
        accounts.accounts.put(
                "ruth",
                new Account(
                        ruth.id(),
                        ruth.username(),
                        "",
                        "",
                        "",
                        true,
                        Set.of(),
                        Set.of(),
                        ruth.attributes(),
                        List.of("/finance", "/lightbox"),
                        false));

        administration.setGroups(ADA, "ruth", Set.of("/lightbox/north"));

        assertThat(accounts.accounts.get("ruth").groups()).containsExactly("/finance", "/lightbox/north");
        assertThat(change()).isEqualTo("groups; given: /lightbox/north; taken: /lightbox");
        recorded.clear();
        accounts.calls.clear();
        refuses(admin -> admin.setGroups(ADA, "ruth", Set.of("/finance/board")), Reason.NOT_OURS);
    }

    @Test
    void aGuestsRoleIsNobodysToGive() {
        for (Role role : Role.values()) {
            if (!AccountAdministration.ROLES.contains(role)) {
                refuses(admin -> admin.setRoles(ADA, "ruth", Set.of(role)), Reason.NOT_OURS);
            }
        }
        assertThat(AccountAdministration.ROLES).containsExactlyInAnyOrder(Role.RADIOLOGIST, Role.REFERRING, Role.ADMIN);
    }

    @Test
    void namesWithWildcardsAreRefused() {
        for (String name : List.of("Weber^*", "We?er", "Weber\\Lang", "Weber=X", "We\u0000ber", "W".repeat(257))) {
            refuses(
                    admin -> admin.setAttribute(
                            ADA, "ruth", AccountAttribute.REFERRING_PHYSICIAN_NAMES, List.of("Lang^Ruth", name)),
                    Reason.NOT_A_VALUE);
        }
        for (String identifier : List.of("4711", ":4711", "LANR:", " : ")) {
            refuses(
                    admin -> admin.setAttribute(
                            ADA, "ruth", AccountAttribute.REFERRING_PHYSICIAN_IDS, List.of(identifier)),
                    Reason.NOT_A_VALUE);
        }
        administration.setAttribute(
                ADA,
                "ruth",
                AccountAttribute.REFERRING_PHYSICIAN_NAMES,
                List.of(" Weber^Karl^^Dr. ", "", "Weber^Karl^^Dr."));
        assertThat(accounts.calls)
                .containsExactly("attribute ruth REFERRING_PHYSICIAN_NAMES [Weber^Karl^^Dr.]", "end ruth");
    }

    @Test
    void aTemporaryPasswordIsToldOnceAndNowhereRecorded() {
        String password = administration.setTemporaryPassword(ADA, "ruth");

        assertThat(password).matches("[a-zA-Z2-9]{16}");
        assertThat(administration.setTemporaryPassword(ADA, "ruth")).isNotEqualTo(password);
        assertThat(recorded).hasSize(2);
        assertThat(recorded.toString()).doesNotContain(password);
        recorded.clear();
        accounts.calls.clear();
        refuses(admin -> admin.setTemporaryPassword(ADA, "ada"), Reason.OWN_ACCOUNT);
    }

    @Test
    void nothingIsDoneThatCannotBeRecorded() {
        log = event -> {
            throw new IllegalStateException("no room");
        };

        assertThatThrownBy(() -> administration.disable(ADA, "ruth")).hasMessage("no room");
        assertThatThrownBy(() -> administration.create(ADA, new NewAccount("x", "X", "Y", "x@example.org")))
                .hasMessage("no room");

        assertThat(accounts.calls).isEmpty();
    }

    @Test
    void nothingIsRecordedWhereKeycloakDoesNotAnswer() {
        accounts.answers = false;

        for (Consumer<AccountAdministration> deed : List.<Consumer<AccountAdministration>>of(
                admin -> admin.disable(ADA, "ruth"),
                admin -> admin.setRoles(ADA, "ruth", Set.of()),
                admin -> admin.create(ADA, new NewAccount("x", "X", "Y", "x@example.org")))) {
            assertThatThrownBy(() -> deed.accept(administration)).isInstanceOf(AccountsUnavailableException.class);
        }

        assertThat(recorded).isEmpty();
    }

    @Test
    void whatFailsAfterItWasRecordedIsRecordedAsFailed() {
        accounts.changes = false;

        assertThatThrownBy(() -> administration.endSessions(ADA, "ruth"))
                .isInstanceOf(AccountsUnavailableException.class);

        assertThat(kinds()).isEqualTo("[SESSION_ENDED SUCCESS, SESSION_ENDED SERIOUS_FAILURE]");
    }

    @Test
    void onlyAdministratorsMayEvenLook() {
        User ruth = new User("ruth", "ruth", "Ruth", Set.of(Role.RADIOLOGIST), List.of(), "");

        assertThatThrownBy(() -> administration.find(ruth, "", 0, 10)).isInstanceOf(AccountRefusedException.class);
        assertThatThrownBy(() -> administration.sessions(ruth, 0, 10)).isInstanceOf(AccountRefusedException.class);
        assertThatThrownBy(() -> administration.nodeSessions(ruth)).isInstanceOf(AccountRefusedException.class);
        assertThatThrownBy(() -> administration.setRoles(ruth, "ruth", Set.of(Role.ADMIN)))
                .isInstanceOf(AccountRefusedException.class);
        assertThat(accounts.calls).isEmpty();
    }

    @Test
    void anAccountNeedsANameAndAnAddress() {
        refuses(admin -> admin.create(ADA, new NewAccount(" ", "X", "Y", "x@example.org")), Reason.INCOMPLETE);
        assertThat(administration.create(ADA, new NewAccount("x", "X", "Y", "x@example.org")))
                .isEqualTo("new");
        assertThat(kinds()).isEqualTo("[USER_CHANGED MINOR_FAILURE, USER_CHANGED SUCCESS]");
    }

    private void refuses(Consumer<AccountAdministration> deed, Reason why) {
        int before = recorded.size();
        assertThatThrownBy(() -> deed.accept(administration))
                .isInstanceOfSatisfying(
                        AccountRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(why));
        assertThat(accounts.calls).isEmpty();
        assertThat(recorded).hasSize(before + 1);
        assertThat(recorded.getLast().outcome()).isEqualTo(AuditOutcome.MINOR_FAILURE);
        assertThat(recorded.getLast().kind())
                .isIn(AuditKind.USER_CHANGED, AuditKind.ROLES_CHANGED, AuditKind.SESSION_ENDED);
    }
}

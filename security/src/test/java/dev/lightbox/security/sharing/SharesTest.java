package dev.lightbox.security.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import dev.lightbox.security.SteppingClock;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.sharing.Shares.NotAllowedException;
import dev.lightbox.security.sharing.Shares.Opening;
import dev.lightbox.security.storage.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SharesTest {

    private static final User RUTH =
            new User("sub-ruth", "ruth", "Ruth Radiologist", Set.of(Role.RADIOLOGIST), List.of(), "192.0.2.7");
    private static final User WEBER =
            new User("sub-weber", "weber", "Karl Weber", Set.of(Role.REFERRING), List.of("Weber^Karl"), "192.0.2.8");
    private static final User ADMIN =
            new User("sub-admin", "admin", "Admin", Set.of(Role.ADMIN), List.of(), "192.0.2.9");
    private static final SharedStudy STUDY =
            new SharedStudy("2.25.1", "P-1", "Test^Patient", LocalDate.of(2026, 2, 1), "CT head");
    private static final String GUEST = "198.51.100.1";
    private static final SharingProperties PROPERTIES = properties(false, 3);

    @TempDir
    Path directory;

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
    private AuditLog audit = events::add;
    private JdbcClient jdbc;
    private JdbcTransactionManager transactions;
    private Shares shares;

    private static SharingProperties properties(boolean referring, int mostOpen) {
        return new SharingProperties(
                true, referring, Duration.ofDays(3), Duration.ofDays(14), 20, mostOpen, 10, Duration.ofDays(90), null);
    }

    @BeforeEach
    void open() throws IOException {
        EmbeddedDatabase database = EmbeddedDatabase.in(directory);
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.getJdbcUrl() + ";DB_CLOSE_DELAY=-1", database.getUsername(), database.getPassword());
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
        transactions = new JdbcTransactionManager(source);
        shares = shares(PROPERTIES);
    }

    private Shares shares(SharingProperties properties) {
        return new Shares(
                new ShareStore(jdbc, transactions),
                new ShareSecrets(),
                new GuessGuard(clock),
                event -> audit.record(event),
                properties,
                clock);
    }

    @AfterEach
    void close() {
        jdbc.sql("SHUTDOWN").update();
    }

    private static ShareTerms terms(int uses) {
        return new ShareTerms("Dr. Miller", Duration.ofDays(1), uses, false, false, false);
    }

    private static ShareTerms withCode() {
        return new ShareTerms("", Duration.ofDays(1), 3, false, false, true);
    }

    private Share stored(NewShare made) {
        return shares.all().stream()
                .filter(share -> share.id().equals(made.share().id()))
                .findFirst()
                .orElseThrow();
    }

    private Opening open(NewShare made) {
        return shares.open(made.token(), "", GUEST);
    }

    @Test
    void aLinkOpensItsStudyAndSaysSo() {
        NewShare made = shares.create(RUTH, STUDY, terms(2));

        assertThat(open(made))
                .isInstanceOfSatisfying(
                        Opening.Opened.class,
                        opened -> assertThat(opened.share().study()).isEqualTo(STUDY));

        assertThat(events).extracting(AuditEvent::kind).containsExactly(AuditKind.SHARE_CREATED, AuditKind.SHARE_USED);
        assertThat(events.get(1).user().username())
                .isEqualTo("share:" + made.share().id());
        assertThat(events.get(1).user().address()).isEqualTo(GUEST);
        assertThat(shares.uses(made.share().id())).singleElement().satisfies(use -> {
            assertThat(use.address()).isEqualTo(GUEST);
            assertThat(use.usedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void whatIsStoredIsTheShareWithoutItsSecrets() {
        NewShare made = shares.create(RUTH, STUDY, withCode());

        assertThat(stored(made)).isEqualTo(made.share());
        List<String> columns = jdbc.sql("SELECT * FROM share").query().listOfRows().stream()
                .flatMap(row -> row.values().stream().map(String::valueOf))
                .toList();
        assertThat(columns).noneMatch(value -> value.contains(made.token()) || value.contains(made.code()));
        assertThat(columns).contains(ShareSecrets.hash(made.token()));
        assertThat(events.toString()).doesNotContain(made.token()).doesNotContain(made.code());
        assertThat(made.toString()).doesNotContain(made.token()).doesNotContain(made.code());
    }

    @Test
    void aTokenHas128BitsAndIsNeverTheSame() {
        ShareSecrets secrets = new ShareSecrets();
        List<String> tokens =
                IntStream.range(0, 1000).mapToObj(i -> secrets.newToken()).toList();
        assertThat(tokens).doesNotHaveDuplicates().allMatch(ShareSecrets::isToken);
        assertThat(java.util.Base64.getUrlDecoder().decode(tokens.getFirst())).hasSize(16);
    }

    @Test
    void opensAsOftenAsAllowedHoweverManyTryAtOnce() throws Exception {
        NewShare made = shares.create(RUTH, STUDY, terms(4));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Opening>> tries = IntStream.range(0, 40)
                    .<Callable<Opening>>mapToObj(i -> () -> shares.open(made.token(), "", "198.51.100." + (i + 2)))
                    .toList();
            int opened = 0;
            for (Future<Opening> answer : executor.invokeAll(tries)) {
                opened += answer.get() instanceof Opening.Opened ? 1 : 0;
            }
            assertThat(opened).isEqualTo(4);
        }
        assertThat(stored(made).uses()).isEqualTo(4);
        assertThat(stored(made).state(clock.instant())).isEqualTo(Share.State.USED_UP);
        assertThat(stored(made).isAlive(clock.instant()))
                .as("those who opened it go on")
                .isTrue();
        assertThat(shares.uses(made.share().id())).hasSize(4);
    }

    @Test
    void unknownExpiredUsedUpAndRevokedLookAlike() {
        NewShare expired = shares.create(RUTH, STUDY, terms(1));
        clock.step(Duration.ofDays(1));
        NewShare usedUp = shares.create(RUTH, STUDY, terms(1));
        open(usedUp);
        NewShare revoked = shares.create(RUTH, STUDY, terms(1));
        shares.revoke(RUTH, revoked.share().id());
        events.clear();

        List<Opening> answers = new ArrayList<>();
        for (String token : List.of(
                expired.token(), usedUp.token(), revoked.token(), "AAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --", "")) {
            clock.step(Duration.ofHours(1));
            answers.add(shares.open(token, "", GUEST));
        }

        assertThat(answers).hasSize(6).containsOnly(new Opening.Refused());
        assertThat(events).hasSize(6).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.SHARE_USED);
            assertThat(event.outcome()).isEqualTo(AuditOutcome.MINOR_FAILURE);
        });
        assertThat(events)
                .extracting(AuditEvent::description)
                .containsExactly("EXPIRED", "USED_UP", "REVOKED", "no such link", "no such link", "no such link");
    }

    @Test
    void aCodeIsAskedForAndCompared() {
        NewShare made = shares.create(RUTH, STUDY, withCode());
        assertThat(open(made)).isEqualTo(new Opening.CodeWanted(false));
        assertThat(shares.open(made.token(), "WRONG-ONE", GUEST)).isEqualTo(new Opening.CodeWanted(true));
        assertThat(stored(made).codeFailures()).isEqualTo(1);
        String typed = made.code().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
        assertThat(shares.open(made.token(), typed, GUEST)).isInstanceOf(Opening.Opened.class);
        assertThat(stored(made).codeFailures()).as("a right one isn't counted").isEqualTo(1);
    }

    @Test
    void aFewWrongCodesCloseTheLinkForGoodAlsoForTheRightOne() {
        NewShare made = shares.create(RUTH, STUDY, withCode());
        for (int i = 0; i < Share.MOST_CODE_FAILURES; i++) {
            assertThat(shares.open(made.token(), "AAAA-AAAA", "198.51.100." + i))
                    .isEqualTo(new Opening.CodeWanted(true));
        }
        assertThat(shares.open(made.token(), made.code(), "203.0.113.1")).isEqualTo(new Opening.Refused());
        assertThat(stored(made).state(clock.instant())).isEqualTo(Share.State.LOCKED);
        assertThat(stored(made).uses()).isZero();
    }

    @Test
    void guessingIsSlowedAndTold() {
        shares.create(RUTH, STUDY, terms(1));
        events.clear();
        int looked = 0;
        for (int i = 0; i < 10_000; i++) {
            Opening answer = shares.open("guess-%016d".formatted(i), "", GUEST);
            looked += answer instanceof Opening.Slowed ? 0 : 1;
            assertThat(answer).isNotInstanceOf(Opening.Opened.class);
        }
        assertThat(looked).isEqualTo(GuessGuard.FREE + 1);
        assertThat(events).hasSize(looked + 1);
        assertThat(events).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.ATTACK_SUSPECTED);
            assertThat(event.user().address()).isEqualTo(GUEST);
        });
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        NewShare made = shares.create(RUTH, STUDY, terms(2));
        audit = event -> {
            throw new IllegalStateException("no audit");
        };
        assertThatThrownBy(() -> shares.create(RUTH, STUDY, terms(1))).hasMessage("no audit");
        assertThatThrownBy(() -> open(made)).hasMessage("no audit");
        assertThatThrownBy(() -> shares.revoke(RUTH, made.share().id())).hasMessage("no audit");

        assertThat(shares.all()).hasSize(1);
        assertThat(stored(made)).isEqualTo(made.share());
        assertThat(shares.uses(made.share().id())).isEmpty();
    }

    @Test
    void itsSharerAndAdministratorsRevokeItNobodyElse() {
        NewShare first = shares.create(RUTH, STUDY, terms(1));
        NewShare second = shares.create(RUTH, STUDY, terms(1));
        List<String> told = new ArrayList<>();
        shares.onRevocation(told::add);

        assertThat(shares.revoke(WEBER, first.share().id())).isFalse();
        assertThat(shares.revoke(RUTH, "0000000000000000")).isFalse();
        assertThat(told).isEmpty();
        assertThat(shares.revoke(RUTH, first.share().id())).isTrue();
        assertThat(shares.revoke(RUTH, first.share().id())).as("again").isFalse();
        assertThat(shares.revoke(ADMIN, second.share().id())).isTrue();

        assertThat(told).containsExactly(first.share().id(), second.share().id());
        assertThat(stored(second).revokedBy()).isEqualTo("admin");
        assertThat(shares.isAlive(second.share().id())).isFalse();
        assertThat(open(first)).isEqualTo(new Opening.Refused());
    }

    @Test
    void allOfOnePersonAreRevokedTogether() {
        shares.create(RUTH, STUDY, terms(1));
        NewShare used = shares.create(RUTH, STUDY, terms(1));
        open(used);
        assertThat(shares.revokeAllOf(ADMIN, RUTH.subject()))
                .as("used up ones too: guests see by them")
                .isEqualTo(2);
        assertThat(shares.revokeAllOf(ADMIN, RUTH.subject())).isZero();
    }

    @Test
    void sharesOfAClosedAccountAreTakenBackByTheServerAndRecordedOnce() {
        NewShare made = shares.create(RUTH, STUDY, terms(1));
        assertThat(shares.sharers()).containsExactly(RUTH.subject());
        List<String> told = new ArrayList<>();
        shares.onRevocation(told::add);
        events.clear();

        assertThat(shares.follow(RUTH.subject(), Set.of(Role.RADIOLOGIST, Role.ADMIN)))
                .isZero();
        assertThat(shares.follow(WEBER.subject(), Set.of())).isZero();
        assertThat(events).isEmpty();
        assertThat(shares.follow(RUTH.subject(), Set.of(Role.REFERRING, Role.ADMIN)))
                .as("referring doctors don't share here")
                .isEqualTo(1);
        assertThat(shares.follow(RUTH.subject(), Set.of())).isZero();

        assertThat(told).containsExactly(made.share().id());
        assertThat(shares.sharers()).isEmpty();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.SHARE_REVOKED);
            assertThat(event.user().username()).isEmpty();
        });
        assertThat(stored(made).revokedBy()).isEmpty();
        assertThat(open(made)).isEqualTo(new Opening.Refused());
    }

    @Test
    void switchingSharingOffTakesNothingBackForGood() {
        NewShare made = shares.create(RUTH, STUDY, terms(1));
        SharingProperties off = new SharingProperties(
                false, false, Duration.ofDays(3), Duration.ofDays(14), 20, 3, 10, Duration.ofDays(90), null);

        assertThat(shares(off).follow(RUTH.subject(), Set.of(Role.RADIOLOGIST))).isZero();

        assertThat(open(made)).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void aRevocationThatCannotBeRecordedIsNotMade() {
        NewShare made = shares.create(RUTH, STUDY, terms(1));
        audit = event -> {
            throw new IllegalStateException("no audit");
        };
        assertThatThrownBy(() -> shares.follow(RUTH.subject(), Set.of())).hasMessage("no audit");
        audit = events::add;
        assertThat(open(made)).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void onlyWhoMaySharesAndWithinWhatIsConfigured() {
        assertThatThrownBy(() -> shares.create(WEBER, STUDY, terms(1))).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> shares.create(ADMIN, STUDY, terms(1))).isInstanceOf(NotAllowedException.class);
        assertThat(shares(properties(true, 3)).mayShare(WEBER)).isTrue();
        assertThatThrownBy(() -> shares.create(RUTH, STUDY, terms(21))).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> shares.create(RUTH, STUDY, terms(0))).isInstanceOf(NotAllowedException.class);
        for (Duration duration :
                List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(14).plusSeconds(1))) {
            ShareTerms terms = new ShareTerms("", duration, 1, false, false, false);
            assertThatThrownBy(() -> shares.create(RUTH, STUDY, terms)).isInstanceOf(NotAllowedException.class);
        }
        assertThatThrownBy(() -> new ShareTerms("", Duration.ofDays(1), 1, true, true, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shares.all()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void onePersonHasABoundedNumberOfOpenLinks() {
        List<NewShare> made = IntStream.range(0, 3)
                .mapToObj(i -> shares.create(RUTH, STUDY, terms(1)))
                .toList();
        assertThatThrownBy(() -> shares.create(RUTH, STUDY, terms(1))).isInstanceOf(NotAllowedException.class);
        shares.revoke(RUTH, made.getFirst().share().id());
        assertThat(shares.create(RUTH, STUDY, terms(1)).share().id()).isNotEmpty();
        assertThat(shares.of(RUTH)).hasSize(4);
        assertThat(shares.of(WEBER)).isEmpty();
    }

    @Test
    void whatIsLongOverIsForgottenWithItsUses() {
        NewShare made = shares.create(RUTH, STUDY, terms(1));
        open(made);
        clock.step(Duration.ofDays(92));
        shares.forgetOld();
        assertThat(shares.all()).isEmpty();
        assertThat(shares.uses(made.share().id())).isEmpty();
    }
}

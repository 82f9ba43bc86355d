package dev.lightbox.security.sharing;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.audit.AuditUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Making, opening, listing and revoking shares. Everything is recorded; what can't be recorded isn't done, and {@link AuditUnavailableException} is thrown. Whether a user
 * may view the study that they share is asked before, where studies are known. Thread-safe; blocks while the database works.
 */
public final class Shares {

    private static final Logger log = LoggerFactory.getLogger(Shares.class);

    private final ShareStore store;
    private final ShareSecrets secrets;
    private final GuessGuard guard;
    private final AuditLog audit;
    private final SharingProperties properties;
    private final Clock clock;
    private final List<Consumer<String>> revocations = new CopyOnWriteArrayList<>();

    Shares(
            ShareStore store,
            ShareSecrets secrets,
            GuessGuard guard,
            AuditLog audit,
            SharingProperties properties,
            Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.guard = guard;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** What a sharer asked for isn't allowed. */
    public static final class NotAllowedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        /** What isn't. */
        public enum Reason {
            /** This user may not share. */
            ACCOUNT,
            /** A longer time than is configured, or none. */
            DURATION,
            /** More openings than are configured, or none. */
            USES,
            /** They have too many open shares. */
            TOO_MANY_OPEN
        }

        NotAllowedException(Reason reason) {
            super("not allowed: " + reason);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** Whether this user may share studies that they may view. */
    public boolean mayShare(User user) {
        return properties.enabled() && mayShareWith(user.roles());
    }

    /** Whether one of these roles lets its holder share, wherever sharing is switched on. */
    public boolean mayShareWith(Set<Role> roles) {
        return roles.contains(Role.RADIOLOGIST) || (properties.referring() && roles.contains(Role.REFERRING));
    }

    /**
     * Makes a share.
     *
     * @throws NotAllowedException where this user may not share, the terms are beyond what is configured, or they have too many open shares
     */
    public NewShare create(User sharer, SharedStudy study, ShareTerms terms) {
        require(mayShare(sharer), NotAllowedException.Reason.ACCOUNT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        require(
                terms.duration().toMinutes() >= 1 && terms.duration().compareTo(properties.maxDuration()) <= 0,
                NotAllowedException.Reason.DURATION);
        require(terms.maxUses() >= 1 && terms.maxUses() <= properties.maxUses(), NotAllowedException.Reason.USES);
        require(
                store.openOf(sharer.subject(), now) < properties.maxOpenPerUser(),
                NotAllowedException.Reason.TOO_MANY_OPEN);
        String token = secrets.newToken();
        String code = terms.withCode() ? secrets.newCode() : "";
        Share share = new Share(
                secrets.newId(),
                study,
                new Share.Sharer(sharer.subject(), sharer.username(), sharer.displayName()),
                terms.recipient().strip(),
                now,
                now.plus(terms.duration()),
                terms.maxUses(),
                0,
                terms.nameHidden(),
                terms.download(),
                terms.withCode(),
                0,
                Optional.empty(),
                "");
        audit.record(AuditEvent.done(AuditKind.SHARE_CREATED, AuditUser.of(sharer), objects(share, termsOf(share))));
        store.add(share, ShareSecrets.hash(token), code.isEmpty() ? "" : secrets.hashCode(code));
        return new NewShare(share, token, code);
    }

    private static void require(boolean fulfilled, NotAllowedException.Reason otherwise) {
        if (!fulfilled) {
            throw new NotAllowedException(otherwise);
        }
    }

    private static String termsOf(Share share) {
        return "until " + share.expiresAt() + ", at most " + share.maxUses() + " times"
                + (share.withCode() ? ", with a code" : "")
                + (share.nameHidden() ? ", name hidden" : "")
                + (share.download() ? ", files may be downloaded" : "")
                + (share.recipient().isEmpty() ? "" : ", for: " + share.recipient());
    }

    /** Those that this user has made, newest first. */
    public List<Share> of(User sharer) {
        return store.of(sharer.subject());
    }

    /** Everybody's, newest first. */
    public List<Share> all() {
        return store.all();
    }

    /** When and from where it was opened, oldest first. */
    public List<ShareUse> uses(String id) {
        return store.uses(id);
    }

    /**
     * Takes a share back: guests who have opened it are shown out, on this node at once, on others within seconds. Its sharer and administrators may.
     *
     * @return false where it is unknown, somebody else's, or has been revoked already
     */
    public boolean revoke(User by, String id) {
        return store.find(id).filter(found -> revoke(by, found)).isPresent();
    }

    private boolean revoke(User by, Share share) {
        return mayRevoke(by, share)
                && revoke(
                        share,
                        by.username(),
                        AuditUser.of(by),
                        "made by " + share.sharer().username());
    }

    /** Recorded once, by whoever of several is the first. */
    private boolean revoke(Share share, String byUsername, AuditUser who, String detail) {
        boolean revoked = store.revoke(
                share.id(),
                byUsername,
                clock.instant(),
                () -> audit.record(AuditEvent.done(AuditKind.SHARE_REVOKED, who, objects(share, detail))));
        if (revoked) {
            revocations.forEach(listener -> listener.accept(share.id()));
        }
        return revoked;
    }

    private static boolean mayRevoke(User by, Share share) {
        return by.hasRole(Role.ADMIN) || share.sharer().subject().equals(by.subject());
    }

    /**
     * Takes back all that somebody has shared and that still opens anything or shows it to guests, for instance because their account is closed.
     *
     * @return how many
     */
    public int revokeAllOf(User by, String sharerSubject) {
        return revokeAlive(sharerSubject, share -> revoke(by, share));
    }

    /** @param revoking says whether it has been taken back, and not before */
    private int revokeAlive(String sharerSubject, Predicate<Share> revoking) {
        Instant now = clock.instant();
        int revoked = 0;
        for (Share share : store.of(sharerSubject)) {
            if (share.isAlive(now) && revoking.test(share)) {
                revoked++;
            }
        }
        return revoked;
    }

    /** Whose links still open anything or show it to guests. */
    public Set<String> sharers() {
        return store.aliveSharers(clock.instant());
    }

    /**
     * What the identity provider says of somebody's account now. Where it leaves them no role with which one shares, all that they have shared is taken back as by
     * {@link #revokeAllOf}, by nobody's hand.
     *
     * @param roles those that count; none where the account is disabled or gone
     * @return how many were taken back
     */
    public int follow(String sharerSubject, Set<Role> roles) {
        if (mayShareWith(roles)) {
            return 0;
        }
        int revoked = revokeAlive(
                sharerSubject,
                share -> revoke(
                        share,
                        "",
                        AuditUser.unknown(""),
                        "made by " + share.sharer().username() + ", who may no longer share"));
        if (revoked > 0) {
            log.info("{} shares are taken back: their sharer's account is closed, or may no longer share", revoked);
        }
        return revoked;
    }

    /** Calls {@code listener} with the ID of each share that is revoked on this node. It must not block. */
    void onRevocation(Consumer<String> listener) {
        revocations.add(listener);
    }

    /** What comes of a link. */
    public sealed interface Opening {

        /** It opens: one use is taken and recorded. */
        record Opened(Share share) implements Opening {}

        /**
         * The link is right; its code is missing or wrong.
         *
         * @param wrong whether one was given
         */
        record CodeWanted(boolean wrong) implements Opening {}

        /** It opens nothing; why isn't said. */
        record Refused() implements Opening {}

        /** Too many have failed lately. */
        record Slowed(Duration retryAfter) implements Opening {}
    }

    private static final Opening REFUSED = new Opening.Refused();

    /**
     * Opens a share for a guest.
     *
     * @param token as it was sent: any text
     * @param code as it was typed; empty where none was
     * @param address of the guest, as the server sees it
     */
    public Opening open(String token, String code, String address) {
        if (guard.admit(address) instanceof GuessGuard.Verdict.Refused refused) {
            alert(refused, address);
            return new Opening.Slowed(refused.retryAfter());
        }
        Optional<ShareStore.Stored> stored =
                ShareSecrets.isToken(token) ? store.byToken(ShareSecrets.hash(token)) : Optional.empty();
        if (stored.isEmpty()) {
            refused(address, "no such link");
            return REFUSED;
        }
        Share share = stored.get().share();
        Instant now = clock.instant();
        Share.State state = share.state(now);
        if (state != Share.State.OPEN || !properties.enabled()) {
            refused(address, state == Share.State.OPEN ? "sharing is switched off" : state.name(), objects(share, ""));
            return REFUSED;
        }
        if (share.withCode()) {
            if (code.isBlank()) {
                guard.wasNoGuess(address);
                return new Opening.CodeWanted(false);
            }
            if (!store.takeCodeTry(share.id())) {
                refused(address, Share.State.LOCKED.name(), objects(share, ""));
                return REFUSED;
            }
            if (!secrets.isCode(code, stored.get().codeHash())) {
                refused(address, "wrong code", objects(share, ""));
                return new Opening.CodeWanted(true);
            }
            store.giveBackCodeTry(share.id());
        }
        OptionalInt number = store.use(share.id(), address, now);
        if (number.isEmpty()) {
            refused(address, "used up, revoked or expired meanwhile", objects(share, ""));
            return REFUSED;
        }
        try {
            audit.record(AuditEvent.done(
                    AuditKind.SHARE_USED,
                    AuditUser.of(Guest.user(share, address)),
                    objects(share, "opening " + number.getAsInt())));
        } catch (RuntimeException e) {
            store.giveBack(share.id(), number.getAsInt());
            throw e;
        } finally {
            guard.wasNoGuess(address);
        }
        return new Opening.Opened(share);
    }

    private void refused(String address, String why, AuditObject... objects) {
        audit.record(new AuditEvent(
                AuditKind.SHARE_USED, AuditOutcome.MINOR_FAILURE, AuditUser.unknown(address), List.of(objects), why));
    }

    /** Said from time to time, not for each try: what guesses must not fill the audit trail. */
    private void alert(GuessGuard.Verdict.Refused refused, String address) {
        if (refused.alert() == 0) {
            return;
        }
        String what = "share links or codes are guessed" + (refused.everywhere() ? " from many addresses" : "") + ": "
                + refused.alert() + " tries not looked at";
        log.warn("Attack suspected: {}", what);
        try {
            audit.record(new AuditEvent(
                    AuditKind.ATTACK_SUSPECTED,
                    AuditOutcome.MINOR_FAILURE,
                    AuditUser.unknown(refused.everywhere() ? "" : address),
                    List.of(new AuditObject.Resource("shares", what)),
                    what));
        } catch (AuditUnavailableException e) {
            // Nobody got in; the log has it.
            log.error("A suspected attack can't be recorded", e);
        }
    }

    private static AuditObject[] objects(Share share, String detail) {
        List<AuditObject> objects = new ArrayList<>();
        objects.add(
                new AuditObject.Patient(share.study().patientId(), share.study().patientName()));
        objects.add(new AuditObject.Study(share.study().studyInstanceUid(), ""));
        objects.add(new AuditObject.Resource("shares/" + share.id(), detail));
        return objects.toArray(AuditObject[]::new);
    }

    /** Whether guests who have opened it may go on. */
    public boolean isAlive(String id) {
        return properties.enabled() && !alive(Set.of(id)).isEmpty();
    }

    /** Those of the given ones by which guests may go on. */
    Set<String> alive(Collection<String> ids) {
        return properties.enabled() ? store.alive(ids, clock.instant()) : Set.of();
    }

    /** Forgets shares that have long been over. */
    void forgetOld() {
        int forgotten = store.forget(clock.instant().minus(properties.keepFor()));
        if (forgotten > 0) {
            log.info("{} shares forgotten that were over {} ago", forgotten, properties.keepFor());
        }
    }
}

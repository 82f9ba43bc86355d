package dev.lightbox.security.sharing;

import dev.lightbox.security.StudyGrants;
import dev.lightbox.security.User;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of guests on this node, and what they permit. A session is found by a secret of its own, new at every opening, so that none can be foisted on anybody; kept
 * apart from the container's sessions, so that whoever is signed in stays so. It ends when its share is over (revoked on this node: at once; on another: within
 * {@value #CHECK_SECONDS} s and the time of a question), by the limits of all sessions, or when the guest leaves. Thread-safe.
 */
public final class GuestSessions implements StudyGrants {

    private static final Logger log = LoggerFactory.getLogger(GuestSessions.class);

    private static final int CHECK_SECONDS = 1;

    private final Shares shares;
    private final ActiveSessions sessions;
    private final ShareSecrets secrets;
    private final Clock clock;
    private final int most;
    private final Map<String, Share> byId = new ConcurrentHashMap<>();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("guest-sessions").daemon().factory());

    GuestSessions(
            Shares shares, ActiveSessions sessions, ShareSecrets secrets, SharingProperties properties, Clock clock) {
        this.shares = shares;
        this.sessions = sessions;
        this.secrets = secrets;
        this.clock = clock;
        this.most = properties.maxGuests();
        shares.onRevocation(this::endAllOf);
        checks.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
        checks.scheduleWithFixedDelay(this::forgetOld, 1, 60, TimeUnit.MINUTES);
    }

    /**
     * A session of a guest.
     *
     * @param id under which {@link ActiveSessions} knows it
     */
    record Session(String id, Share share) {}

    /** Whether one more guest has room. */
    public boolean hasRoom() {
        return byId.size() < most;
    }

    /**
     * Begins a session.
     *
     * @param address of the guest, as the server sees it
     * @return its secret, for the guest's cookie
     */
    public String begin(Share share, String address) {
        String secret = secrets.newToken();
        String id = id(secret);
        byId.put(id, share);
        sessions.enteredByShare(id, Guest.user(share, address), share.expiresAt(), () -> byId.remove(id));
        return secret;
    }

    /** Only the hash is kept: what is in memory opens nothing. */
    private static String id(String secret) {
        return "guest:" + ShareSecrets.hash(secret);
    }

    /** The session with this secret, if it is alive and of this share. */
    Optional<Session> find(String shareId, String secret) {
        if (!ShareSecrets.isToken(secret)) {
            return Optional.empty();
        }
        String id = id(secret);
        Share share = byId.get(id);
        return share != null && share.id().equals(shareId) && sessions.isAlive(id)
                ? Optional.of(new Session(id, share))
                : Optional.empty();
    }

    /** The guest is active. */
    boolean recordActivity(Session session) {
        return sessions.recordActivity(session.id());
    }

    /** The guest leaves. */
    public void end(String shareId, String secret) {
        find(shareId, secret).ifPresent(session -> sessions.end(session.id(), SessionEnd.SIGNED_OUT));
    }

    /** The share that this guest sees; empty where the user is no guest, or their share is over. */
    public Optional<Share> share(User user) {
        return user.guest()
                .flatMap(pass -> byId.values().stream()
                        .filter(share -> share.id().equals(pass.shareId()))
                        .findFirst())
                .filter(share -> clock.instant().isBefore(share.expiresAt()));
    }

    @Override
    public boolean permitsView(User user, String studyInstanceUid) {
        return share(user)
                .filter(share -> share.study().studyInstanceUid().equals(studyInstanceUid))
                .isPresent();
    }

    @Override
    public boolean permitsDownload(User user, String studyInstanceUid) {
        return share(user)
                .filter(share -> share.study().studyInstanceUid().equals(studyInstanceUid))
                .filter(share -> share.download() && !share.nameHidden())
                .isPresent();
    }

    private void endAllOf(String shareId) {
        byId.forEach((id, share) -> {
            if (share.id().equals(shareId)) {
                sessions.end(id, SessionEnd.SHARE_OVER);
            }
        });
    }

    /** What another node has revoked. */
    private void check() {
        try {
            Set<String> open = byId.values().stream().map(Share::id).collect(Collectors.toSet());
            if (!open.isEmpty()) {
                Set<String> alive = shares.alive(open);
                open.stream().filter(id -> !alive.contains(id)).forEach(this::endAllOf);
            }
        } catch (RuntimeException e) {
            // Nobody can revoke anything either while the database is away.
            log.warn("It can't be asked which shares have been revoked: {}", e.toString());
        }
    }

    private void forgetOld() {
        try {
            shares.forgetOld();
        } catch (RuntimeException e) {
            log.warn("Old shares can't be forgotten now: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        checks.shutdownNow();
    }
}

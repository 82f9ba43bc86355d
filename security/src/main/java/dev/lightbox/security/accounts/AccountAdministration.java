package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.accounts.AccountRefusedException.Reason;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditUser;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SignedInSession;
import dev.lightbox.security.storage.Turns;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the application's administrators may do to accounts, and the record of it. Each change is checked, recorded, and then done; where it can't be recorded it isn't
 * done, and where it fails after it was recorded a second record says so. Nobody disables themselves, takes the last administrator away, or changes an account that may
 * administer the identity provider. Thread-safe; blocks.
 *
 * <p>Besides its own reasons every method throws {@link AccountsUnavailableException} where the identity provider doesn't answer, with nothing changed, and
 * {@link dev.lightbox.security.audit.AuditUnavailableException} where the audit trail can't be written.
 */
public final class AccountAdministration {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 16;

    /** What an administrator can give: the realm has no other role of this application. */
    public static final Set<Role> ROLES = Set.of(Role.RADIOLOGIST, Role.REFERRING, Role.ADMIN);

    /** Changes that could take an administrator away, one after the other on all nodes: two at once could take the last two. */
    private static final String TURN = "administrators";

    private final AccountDirectory directory;
    private final AuditLog audit;
    private final Turns turns;
    private final SharedLinks links;
    private final ActiveSessions nodeSessions;
    private final SecureRandom random = new SecureRandom();

    /** What somebody has shared by links. */
    @FunctionalInterface
    interface SharedLinks {

        /** Takes them back where somebody with these roles may not share. @return how many */
        int follow(User administrator, String subject, Set<Role> roles);
    }

    AccountAdministration(
            AccountDirectory directory, AuditLog audit, Turns turns, SharedLinks links, ActiveSessions nodeSessions) {
        this.directory = directory;
        this.audit = audit;
        this.turns = turns;
        this.links = links;
        this.nodeSessions = nodeSessions;
    }

    /** See {@link AccountDirectory#find}. */
    public List<AccountSummary> find(User administrator, String search, int first, int max) {
        requireAdministrator(administrator);
        return directory.find(search, first, max);
    }

    /** See {@link AccountDirectory#count}. */
    public int count(User administrator, String search) {
        requireAdministrator(administrator);
        return directory.count(search);
    }

    public Account get(User administrator, String id) {
        requireAdministrator(administrator);
        return directory.get(id);
    }

    /** See {@link AccountDirectory#sessions}. */
    public List<AccountSession> sessions(User administrator, int first, int max) {
        requireAdministrator(administrator);
        return directory.sessions(first, max);
    }

    /** See {@link AccountDirectory#countSessions}. */
    public int countSessions(User administrator) {
        requireAdministrator(administrator);
        return directory.countSessions();
    }

    /** Who is signed in at this node, the longest first. */
    public List<SignedInSession> nodeSessions(User administrator) {
        requireAdministrator(administrator);
        return nodeSessions.all();
    }

    /**
     * Ends one session of this node, and its browser's at the identity provider where that answers.
     *
     * @param key see {@link SignedInSession#key}
     * @return false where it has ended already
     */
    public boolean endNodeSession(User administrator, String key) {
        requireAdministrator(administrator);
        Optional<SignedInSession> session =
                nodeSessions.all().stream().filter(one -> one.key().equals(key)).findFirst();
        if (session.isEmpty()) {
            return false;
        }
        String username = session.get().user().username();
        audit.record(new Deed(administrator, AuditKind.SESSION_ENDED, username, "one session ended")
                .event(AuditOutcome.SUCCESS, ""));
        return nodeSessions.endByKey(key, SessionEnd.ENDED_BY_ADMINISTRATOR);
    }

    /** See {@link AccountDirectory#ownGroups}. */
    public List<String> groups(User administrator) {
        requireAdministrator(administrator);
        return directory.ownGroups();
    }

    /**
     * Makes an account without roles and without a password, and gives its identifier.
     *
     * @throws AccountRefusedException where something is missing, or the name is taken
     */
    public String create(User administrator, NewAccount account) {
        requireAdministrator(administrator);
        Deed deed = new Deed(administrator, AuditKind.USER_CHANGED, account.username(), "account made");
        if (!account.isComplete()) {
            throw refused(deed, new AccountRefusedException(Reason.INCOMPLETE));
        }
        // Asked before it is recorded: where the identity provider doesn't answer, nothing is done.
        directory.count(account.username());
        return perform(deed, () -> directory.create(account));
    }

    /**
     * Ends the account's sessions too, and takes back what its holder has shared.
     *
     * @return how many shared links were taken back
     * @throws AccountRefusedException where it is the administrator's own, or the last administrator's
     */
    public int disable(User administrator, String id) {
        change(
                administrator,
                id,
                AuditKind.USER_CHANGED,
                "account disabled",
                change -> {
                    if (change.account().id().equals(administrator.subject())) {
                        return Optional.of(Reason.OWN_ACCOUNT);
                    }
                    return isLastAdministrator(change.account())
                            ? Optional.of(Reason.LAST_ADMINISTRATOR)
                            : Optional.empty();
                },
                () -> {
                    directory.setEnabled(id, false);
                    directory.endSessions(id);
                });
        return links.follow(administrator, id, Set.of());
    }

    public void enable(User administrator, String id) {
        change(
                administrator,
                id,
                AuditKind.USER_CHANGED,
                "account enabled",
                allowed(),
                () -> directory.setEnabled(id, true));
    }

    /** Ends all of the account's sessions, with every application of the identity provider. */
    public void endSessions(User administrator, String id) {
        change(
                administrator,
                id,
                AuditKind.SESSION_ENDED,
                "all sessions ended",
                allowed(),
                () -> directory.endSessions(id));
    }

    /**
     * Gives the account a password that must be changed at the next sign-in, ends its sessions, and returns the password: it is kept nowhere else.
     *
     * @throws AccountRefusedException where it is the administrator's own: one changes one's own with the identity provider
     */
    public String setTemporaryPassword(User administrator, String id) {
        String password = random.ints(PASSWORD_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
        change(administrator, id, AuditKind.USER_CHANGED, "temporary password set", notOneself(administrator), () -> {
            directory.setTemporaryPassword(id, password);
            directory.endSessions(id);
        });
        return password;
    }

    /** Has the identity provider send an e-mail by which the user chooses a password. */
    public void sendPasswordMail(User administrator, String id) {
        change(
                administrator,
                id,
                AuditKind.USER_CHANGED,
                "e-mail sent for choosing a password",
                allowed(),
                () -> directory.sendPasswordMail(id));
    }

    /**
     * Gives and takes roles until these are what the account has of its own, and ends its sessions where something was taken. Where no role is left with which one
     * shares, what its holder has shared is taken back.
     *
     * @return how many shared links were taken back
     * @throws AccountRefusedException where the role of an administrator would be taken from oneself or from the last one
     */
    public int setRoles(User administrator, String id, Set<Role> wanted) {
        Account before = get(administrator, id);
        Set<Role> given = EnumSet.noneOf(Role.class);
        given.addAll(wanted);
        given.removeAll(before.roles());
        Set<Role> taken = EnumSet.noneOf(Role.class);
        taken.addAll(before.roles());
        taken.removeAll(wanted);
        if (given.isEmpty() && taken.isEmpty()) {
            return 0;
        }
        change(
                administrator,
                id,
                AuditKind.ROLES_CHANGED,
                difference("roles", given, taken),
                change -> {
                    if (!ROLES.containsAll(given)) {
                        return Optional.of(Reason.NOT_OURS);
                    }
                    if (!change.account().roles().equals(before.roles())) {
                        return Optional.of(Reason.CHANGED_MEANWHILE);
                    }
                    if (!taken.contains(Role.ADMIN)) {
                        return Optional.empty();
                    }
                    if (id.equals(administrator.subject())) {
                        return Optional.of(Reason.OWN_ACCOUNT);
                    }
                    return isLastAdministrator(change.account())
                            ? Optional.of(Reason.LAST_ADMINISTRATOR)
                            : Optional.empty();
                },
                () -> {
                    // Taken first: whatever fails between leaves less than was wanted, not more.
                    if (!taken.isEmpty()) {
                        directory.takeRoles(id, taken);
                    }
                    if (!given.isEmpty()) {
                        directory.giveRoles(id, given);
                    }
                    // Sessions hold the roles with which they began.
                    directory.endSessions(id);
                });
        return taken.isEmpty() ? 0 : links.follow(administrator, id, directory.rolesInForce(id));
    }

    /**
     * @throws AccountRefusedException where a value isn't one; see {@link AccountAttribute}
     */
    public void setAttribute(User administrator, String id, AccountAttribute attribute, List<String> values) {
        List<String> clean = values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        Account before = get(administrator, id);
        Optional<String> fault = attribute.fault(clean);
        if (fault.isPresent()) {
            throw refused(
                    new Deed(administrator, AuditKind.USER_CHANGED, before.username(), attribute.key()),
                    new AccountRefusedException(Reason.NOT_A_VALUE, fault.get()));
        }
        Set<String> given = new TreeSet<>(clean);
        before.values(attribute).forEach(given::remove);
        Set<String> taken = new TreeSet<>(before.values(attribute));
        clean.forEach(taken::remove);
        if (given.isEmpty() && taken.isEmpty()) {
            return;
        }
        change(administrator, id, AuditKind.USER_CHANGED, difference(attribute.key(), given, taken), allowed(), () -> {
            directory.setAttribute(id, attribute, clean);
            directory.endSessions(id);
        });
    }

    /**
     * Puts the account into these of the application's groups and takes it out of the others of them.
     *
     * @throws AccountRefusedException where a group isn't one of the application's
     */
    public void setGroups(User administrator, String id, Set<String> wanted) {
        List<String> own = groups(administrator);
        Account before = get(administrator, id);
        Set<String> given = new TreeSet<>(wanted);
        before.groups().forEach(given::remove);
        Set<String> taken = new TreeSet<>(before.groups());
        taken.retainAll(new HashSet<>(own));
        taken.removeAll(wanted);
        if (given.isEmpty() && taken.isEmpty()) {
            return;
        }
        change(
                administrator,
                id,
                AuditKind.ROLES_CHANGED,
                difference("groups", given, taken),
                change -> new HashSet<>(own).containsAll(given) ? Optional.empty() : Optional.of(Reason.NOT_OURS),
                () -> {
                    directory.leave(id, taken);
                    directory.join(id, given);
                    directory.endSessions(id);
                });
    }

    private static String difference(String what, Set<?> given, Set<?> taken) {
        StringBuilder text = new StringBuilder(what);
        if (!given.isEmpty()) {
            text.append("; given: ").append(given.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (!taken.isEmpty()) {
            text.append("; taken: ").append(taken.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private boolean isLastAdministrator(Account account) {
        if (!account.isAdministrator() || !account.enabled()) {
            return false;
        }
        Set<String> others = new HashSet<>(directory.enabledAdministrators());
        others.remove(account.id());
        return others.isEmpty();
    }

    private static Function<Change, Optional<Reason>> allowed() {
        return change -> Optional.empty();
    }

    private static Function<Change, Optional<Reason>> notOneself(User administrator) {
        return change -> change.account().id().equals(administrator.subject())
                ? Optional.of(Reason.OWN_ACCOUNT)
                : Optional.empty();
    }

    /** An account about to be changed, as it is now. */
    private record Change(Account account) {}

    /** What is recorded of it. */
    private record Deed(User administrator, AuditKind kind, String username, String change) {

        AuditEvent event(AuditOutcome outcome, String description) {
            return new AuditEvent(
                    kind,
                    outcome,
                    AuditUser.of(administrator),
                    List.of(new AuditObject.ChangedUser(username, change)),
                    description);
        }
    }

    private void change(
            User administrator,
            String id,
            AuditKind kind,
            String words,
            Function<Change, Optional<Reason>> objection,
            Runnable action) {
        requireAdministrator(administrator);
        turns.take(TURN, () -> {
            Account account = directory.get(id);
            Deed deed = new Deed(administrator, kind, account.username(), words);
            Optional<Reason> against = account.managesAccounts()
                    ? Optional.of(Reason.ADMINISTERS_PROVIDER)
                    : objection.apply(new Change(account));
            if (against.isPresent()) {
                throw refused(deed, new AccountRefusedException(against.get()));
            }
            perform(deed, () -> {
                action.run();
                return id;
            });
        });
    }

    private String perform(Deed deed, Supplier<String> action) {
        audit.record(deed.event(AuditOutcome.SUCCESS, ""));
        try {
            return action.get();
        } catch (AccountRefusedException | AccountsUnavailableException e) {
            // The record before says that it was done; some of it may have been.
            audit.record(deed.event(AuditOutcome.SERIOUS_FAILURE, "failed: " + e.getMessage()));
            throw e;
        }
    }

    private AccountRefusedException refused(Deed deed, AccountRefusedException why) {
        audit.record(deed.event(AuditOutcome.MINOR_FAILURE, why.reason() + ": " + why.getMessage()));
        return why;
    }

    /** The pages ask for the role; a session whose role was taken meanwhile has ended. This is the lock behind those doors. */
    private static void requireAdministrator(User user) {
        if (!user.hasRole(Role.ADMIN)) {
            throw new AccountRefusedException(Reason.NOT_AN_ADMINISTRATOR);
        }
    }
}

package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import java.util.List;
import java.util.Set;

/**
 * The identity provider's accounts, without rules: {@link AccountAdministration} has those. Calls block, within the configured time-outs. Implementations are thread-safe.
 *
 * <p>Every method throws {@link AccountsUnavailableException} where the provider doesn't answer, and {@link AccountRefusedException} where it refuses.
 */
public interface AccountDirectory {

    /** Most accounts of one answer of {@link #find}. */
    int LONGEST_PAGE = 100;

    /**
     * Accounts by user name.
     *
     * @param search part of a user name, a name or an e-mail address; empty for all
     * @param first how many to pass over
     * @param max from 1 to {@value #LONGEST_PAGE}
     */
    List<AccountSummary> find(String search, int first, int max);

    /** How many {@link #find} would give in all. */
    int count(String search);

    Account get(String id);

    /**
     * With which of the application's roles somebody could sign in now, however they have them.
     *
     * @return none where the account is disabled or gone
     */
    Set<Role> rolesInForce(String id);

    /** Who is signed in to this application, with a row for each session, on each page the newest first; {@code first} and {@code max} as in {@link #find}. */
    List<AccountSession> sessions(int first, int max);

    int countSessions();

    /** Enabled accounts with the role {@link Role#ADMIN} of their own, by identifier. Those who have it by a group aren't among them. */
    Set<String> enabledAdministrators();

    /** Paths of the groups that the application owns, sorted. */
    List<String> ownGroups();

    /** Makes an account that is enabled and has neither a password nor a role, and gives its identifier. */
    String create(NewAccount account);

    void setEnabled(String id, boolean enabled);

    void setAttribute(String id, AccountAttribute attribute, List<String> values);

    void giveRoles(String id, Set<Role> roles);

    void takeRoles(String id, Set<Role> roles);

    /** Puts the account into these groups of {@link #ownGroups}. */
    void join(String id, Set<String> groups);

    /** Takes the account out of these groups of {@link #ownGroups}. */
    void leave(String id, Set<String> groups);

    /** The user must choose another one at the next sign-in. */
    void setTemporaryPassword(String id, String password);

    /** Has the identity provider send the user an e-mail by which they choose a password. */
    void sendPasswordMail(String id);

    /** Ends all of the user's sessions, with every application. */
    void endSessions(String id);
}

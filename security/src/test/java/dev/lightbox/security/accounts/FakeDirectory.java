package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Accounts in memory, which can stop answering. */
final class FakeDirectory implements AccountDirectory {

    final Map<String, Account> accounts = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    boolean answers = true;
    boolean changes = true;

    Account add(String id, boolean enabled, boolean managesAccounts, Role... roles) {
        Account account = new Account(
                id,
                "name-of-" + id,
                "First",
                "Last",
                id + "@example.org",
                enabled,
                Set.of(roles),
                Set.of(),
                Map.of(),
                List.of(),
                managesAccounts);
        accounts.put(id, account);
        return account;
    }

    private void ask() {
        if (!answers) {
            throw new AccountsUnavailableException("it doesn't answer");
        }
    }

    private void change(String call) {
        ask();
        if (!changes) {
            throw new AccountsUnavailableException("it broke off");
        }
        calls.add(call);
    }

    private void put(
            Account a,
            boolean enabled,
            Set<Role> roles,
            Map<AccountAttribute, List<String>> attributes,
            Collection<String> groups) {
        accounts.put(
                a.id(),
                new Account(
                        a.id(),
                        a.username(),
                        a.firstName(),
                        a.lastName(),
                        a.email(),
                        enabled,
                        roles,
                        a.inheritedRoles(),
                        attributes,
                        List.copyOf(groups),
                        a.managesAccounts()));
    }

    @Override
    public List<AccountSummary> find(String search, int first, int max) {
        ask();
        return List.of();
    }

    @Override
    public int count(String search) {
        ask();
        return accounts.size();
    }

    @Override
    public Account get(String id) {
        ask();
        Account account = accounts.get(id);
        if (account == null) {
            throw new AccountRefusedException(AccountRefusedException.Reason.GONE);
        }
        return account;
    }

    @Override
    public Set<Role> rolesInForce(String id) {
        ask();
        Account account = accounts.get(id);
        if (account == null || !account.enabled()) {
            return Set.of();
        }
        Set<Role> all = new HashSet<>(account.roles());
        all.addAll(account.inheritedRoles());
        return all;
    }

    @Override
    public List<AccountSession> sessions(int first, int max) {
        ask();
        return List.of();
    }

    @Override
    public int countSessions() {
        ask();
        return 0;
    }

    @Override
    public Set<String> enabledAdministrators() {
        ask();
        return accounts.values().stream()
                .filter(account -> account.enabled() && account.roles().contains(Role.ADMIN))
                .map(Account::id)
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> ownGroups() {
        ask();
        return List.of("/lightbox", "/lightbox/north");
    }

    @Override
    public String create(NewAccount account) {
        change("create " + account.username());
        return "new";
    }

    @Override
    public void setEnabled(String id, boolean enabled) {
        change("enabled " + id + " " + enabled);
        Account account = get(id);
        put(account, enabled, account.roles(), account.attributes(), account.groups());
    }

    @Override
    public void setAttribute(String id, AccountAttribute attribute, List<String> values) {
        change("attribute " + id + " " + attribute + " " + values);
        Account account = get(id);
        Map<AccountAttribute, List<String>> attributes = new HashMap<>(account.attributes());
        attributes.put(attribute, values);
        put(account, account.enabled(), account.roles(), attributes, account.groups());
    }

    @Override
    public void giveRoles(String id, Set<Role> roles) {
        change("give " + id + " " + new TreeSet<>(roles));
        Account account = get(id);
        Set<Role> all = new HashSet<>(account.roles());
        all.addAll(roles);
        put(account, account.enabled(), all, account.attributes(), account.groups());
    }

    @Override
    public void takeRoles(String id, Set<Role> roles) {
        change("take " + id + " " + new TreeSet<>(roles));
        Account account = get(id);
        Set<Role> all = new HashSet<>(account.roles());
        all.removeAll(roles);
        put(account, account.enabled(), all, account.attributes(), account.groups());
    }

    @Override
    public void join(String id, Set<String> groups) {
        change("join " + id + " " + groups);
        Account account = get(id);
        Set<String> all = new TreeSet<>(account.groups());
        all.addAll(groups);
        put(account, account.enabled(), account.roles(), account.attributes(), all);
    }

    @Override
    public void leave(String id, Set<String> groups) {
        change("leave " + id + " " + groups);
        Account account = get(id);
        Set<String> all = new TreeSet<>(account.groups());
        all.removeAll(groups);
        put(account, account.enabled(), account.roles(), account.attributes(), all);
    }

    @Override
    public void setTemporaryPassword(String id, String password) {
        change("password " + id);
    }

    @Override
    public void sendPasswordMail(String id) {
        change("mail " + id);
    }

    @Override
    public void endSessions(String id) {
        change("end " + id);
    }
}

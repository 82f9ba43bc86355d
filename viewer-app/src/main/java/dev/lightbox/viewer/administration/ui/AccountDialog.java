package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextArea;
import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.accounts.Account;
import dev.lightbox.security.accounts.AccountAdministration;
import dev.lightbox.security.accounts.AccountAttribute;
import dev.lightbox.viewer.language.Texts;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One user's account. Each button does one thing at once, and the dialog shows then what the account is. */
final class AccountDialog extends Dialog {

    private final transient AccountAdministration accounts;
    private final transient Supplier<User> administrator;
    private final String id;
    private final VerticalLayout content = new VerticalLayout();

    /**
     * @throws dev.lightbox.security.accounts.AccountsUnavailableException where the account can't be read
     */
    AccountDialog(AccountAdministration accounts, Supplier<User> administrator, String id, Runnable whenClosed) {
        this.accounts = accounts;
        this.administrator = administrator;
        this.id = id;
        setWidth("46rem");
        setMaxHeight("90vh");
        getElement().setAttribute("data-testid", "account");
        content.setPadding(false);
        content.setSpacing(false);
        content.getStyle().set("gap", "var(--lumo-space-s)");
        add(content);
        getFooter().add(AdministrationPage.button("admin.close", "account-close", this::close));
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                whenClosed.run();
            }
        });
        show();
    }

    private void show() {
        Account account = accounts.get(administrator.get(), id);
        setHeaderTitle(account.username());
        content.removeAll();
        content.add(new Paragraph(Texts.text(
                account.enabled() ? "admin.account.enabled" : "admin.account.disabled",
                (account.firstName() + " " + account.lastName()).strip(),
                account.email())));
        if (account.managesAccounts()) {
            content.add(new Paragraph(Texts.text("admin.refused.ADMINISTERS_PROVIDER", "")));
            return;
        }
        Button enabling = account.enabled()
                ? action(
                        "admin.account.disable",
                        "account-disable",
                        () -> tellOfLinks(accounts.disable(administrator.get(), id)))
                : action("admin.account.enable", "account-enable", () -> accounts.enable(administrator.get(), id));
        if (account.enabled()) {
            enabling.addThemeVariants(ButtonVariant.LUMO_ERROR);
            content.add(new Span(Texts.text("admin.account.linksGo")));
        }
        content.add(
                row(
                        enabling,
                        action(
                                "admin.account.endSessions",
                                "account-end",
                                () -> accounts.endSessions(administrator.get(), id))),
                row(
                        AdministrationPage.button("admin.account.password", "account-password", this::setPassword),
                        action(
                                "admin.account.mail",
                                "account-mail",
                                () -> accounts.sendPasswordMail(administrator.get(), id))));
        showRoles(account);
        showValues(account, AccountAttribute.REFERRING_PHYSICIAN_NAMES, "admin.account.names", "account-names");
        showValues(account, AccountAttribute.REFERRING_PHYSICIAN_IDS, "admin.account.identifiers", "account-ids");
        showGroups(account);
    }

    private void showRoles(Account account) {
        CheckboxGroup<Role> roles = new CheckboxGroup<>();
        roles.setItems(new TreeSet<>(AccountAdministration.ROLES));
        roles.setItemLabelGenerator(role -> Texts.text("admin.role." + role.name()));
        roles.setValue(account.roles());
        roles.getElement().setAttribute("data-testid", "account-roles");
        content.add(new H3(Texts.text("admin.users.roles")));
        if (!account.inheritedRoles().isEmpty()) {
            content.add(new Span(Texts.text("admin.account.inherited", UsersView.roles(account.inheritedRoles()))));
        }
        content.add(row(
                roles,
                action(
                        "admin.save",
                        "account-roles-save",
                        () -> tellOfLinks(accounts.setRoles(administrator.get(), id, roles.getValue())))));
    }

    private static void tellOfLinks(int takenBack) {
        if (takenBack > 0) {
            AdministrationPage.done(Texts.text("admin.account.linksGone", takenBack));
        }
    }

    private void showValues(Account account, AccountAttribute attribute, String label, String testId) {
        TextArea values = new TextArea(Texts.text(label));
        values.setHelperText(Texts.text("admin.account.lines"));
        values.setMaxLength(AccountAttribute.MOST_VALUES * (AccountAttribute.LONGEST_VALUE + 1));
        values.setValue(String.join("\n", account.values(attribute)));
        values.setWidth("30rem");
        values.getElement().setAttribute("data-testid", testId);
        HorizontalLayout row = row(
                values,
                action(
                        "admin.save",
                        testId + "-save",
                        () -> accounts.setAttribute(
                                administrator.get(),
                                id,
                                attribute,
                                List.of(values.getValue().split("\\R")))));
        content.add(row);
    }

    private void showGroups(Account account) {
        List<String> own = accounts.groups(administrator.get());
        if (own.isEmpty()) {
            return;
        }
        CheckboxGroup<String> groups = new CheckboxGroup<>();
        groups.setItems(own);
        groups.setValue(
                new TreeSet<>(account.groups().stream().filter(own::contains).toList()));
        groups.getElement().setAttribute("data-testid", "account-groups");
        content.add(
                new H3(Texts.text("admin.account.groups")),
                row(
                        groups,
                        action(
                                "admin.save",
                                "account-groups-save",
                                () -> accounts.setGroups(administrator.get(), id, groups.getValue()))));
    }

    private void setPassword() {
        AdministrationPage.attempt(() -> {
            String password = accounts.setTemporaryPassword(administrator.get(), id);
            show();
            Code shown = new Code(password);
            shown.getElement().setAttribute("data-testid", "account-temporary-password");
            content.addComponentAtIndex(
                    1, new Paragraph(new Span(Texts.text("admin.account.passwordIs") + " "), shown));
        });
    }

    /** A button that changes the account, and shows what has become of it. */
    private Button action(String text, String testId, Runnable change) {
        return AdministrationPage.button(text, testId, () -> {
            boolean done = AdministrationPage.attempt(change);
            if (AdministrationPage.attempt(this::show) && done) {
                AdministrationPage.done(Texts.text("admin.done"));
            }
        });
    }

    private static HorizontalLayout row(Component... components) {
        HorizontalLayout row = new HorizontalLayout(components);
        row.setAlignItems(FlexComponent.Alignment.BASELINE);
        row.setWrap(true);
        return row;
    }
}

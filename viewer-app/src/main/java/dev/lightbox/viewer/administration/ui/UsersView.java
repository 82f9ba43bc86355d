package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.Role;
import dev.lightbox.security.accounts.AccountAdministration;
import dev.lightbox.security.accounts.AccountConsole;
import dev.lightbox.security.accounts.AccountSummary;
import dev.lightbox.security.accounts.NewAccount;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The users: found, made, and changed in a dialog. */
@Route("administration")
@RolesAllowed("ADMIN")
public class UsersView extends AdministrationPage {

    private static final int PAGE = 25;
    private static final int LONGEST = 255;

    private final transient AccountAdministration accounts;
    private final TextField search = new TextField();
    private final Grid<AccountSummary> grid = new Grid<>();
    private final Pager pager = new Pager(PAGE, this::load);

    UsersView(
            AccountAdministration accounts,
            AccountConsole console,
            CurrentUser currentUser,
            UserLanguage languages,
            AuthenticationContext authentication) {
        super("admin.users", currentUser, languages, authentication);
        this.accounts = accounts;
        search.setPlaceholder(Texts.text("admin.users.search"));
        search.setAriaLabel(Texts.text("admin.users.search"));
        search.setClearButtonVisible(true);
        search.setMaxLength(LONGEST);
        search.setWidth("22rem");
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.getElement().setAttribute("data-testid", "users-search");
        search.addValueChangeListener(change -> {
            pager.toBeginning();
            load();
        });
        Anchor more = new Anchor(console.address().toString(), Texts.text("admin.users.console"));
        more.setTarget(AnchorTarget.BLANK);
        more.getElement().setAttribute("rel", "noopener noreferrer");
        add(bar(search, button("admin.users.new", "users-new", this::create), more));

        list(grid, "admin.users", "users-grid");
        grid.addColumn(AccountSummary::username)
                .setHeader(Texts.text("admin.users.username"))
                .setFlexGrow(1);
        grid.addColumn(AccountSummary::displayName)
                .setHeader(Texts.text("admin.users.name"))
                .setFlexGrow(1);
        grid.addColumn(AccountSummary::email)
                .setHeader(Texts.text("admin.users.email"))
                .setFlexGrow(1);
        grid.addColumn(account -> roles(account.roles()))
                .setHeader(Texts.text("admin.users.roles"))
                .setFlexGrow(1);
        grid.addColumn(account -> Texts.text(account.enabled() ? "admin.users.enabled" : "admin.users.disabled"))
                .setHeader(Texts.text("admin.users.state"))
                .setFlexGrow(0)
                .setWidth("8rem");
        grid.addItemClickListener(click -> open(click.getItem().id()));
        add(grid, pager);
        setFlexGrow(1, grid);
    }

    static String roles(Set<Role> roles) {
        return new TreeSet<>(roles)
                .stream().map(role -> Texts.text("admin.role." + role.name())).collect(Collectors.joining(", "));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        attempt(() -> {
            var found = accounts.find(user(), search.getValue(), pager.first(), pager.size());
            int total = accounts.count(user(), search.getValue());
            grid.setItems(found);
            pager.show(found.size(), total);
        });
    }

    private void open(String id) {
        attempt(() -> new AccountDialog(accounts, this::user, id, this::load).open());
    }

    private void create() {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(Texts.text("admin.users.new"));
        TextField username = field("admin.users.username", "new-username");
        TextField first = field("admin.users.firstName", "new-first-name");
        TextField last = field("admin.users.lastName", "new-last-name");
        TextField email = field("admin.users.email", "new-email");
        FormLayout form = new FormLayout(username, first, last, email);
        form.setWidth("36rem");
        dialog.add(form);
        var make = button(
                "admin.users.make",
                "new-make",
                () -> attempt(() -> {
                    String id = accounts.create(
                            user(),
                            new NewAccount(username.getValue(), first.getValue(), last.getValue(), email.getValue()));
                    dialog.close();
                    load();
                    open(id);
                }));
        make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(button("admin.cancel", "new-cancel", dialog::close), make);
        dialog.open();
        username.focus();
    }

    private static TextField field(String label, String testId) {
        TextField field = new TextField(Texts.text(label));
        field.setMaxLength(LONGEST);
        field.setRequiredIndicatorVisible(true);
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }
}

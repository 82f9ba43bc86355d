package dev.lightbox.viewer.config;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.viewer.language.Texts;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Shown to a signed-in user instead of a view that their roles don't open. */
@PermitAll
class NoAccessView extends MessageView implements HasErrorParameter<AccessDeniedException> {

    private static final long serialVersionUID = 1;

    private final transient CurrentUser currentUser;
    private final transient AuthenticationContext authentication;

    NoAccessView(CurrentUser currentUser, AuthenticationContext authentication) {
        this.currentUser = currentUser;
        this.authentication = authentication;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
        say(Texts.text("noAccess"), explanation(currentUser.get()), signOut());
        return HttpServletResponse.SC_FORBIDDEN;
    }

    private static String explanation(Optional<User> user) {
        if (user.isEmpty()) {
            return Texts.text("noAccess.signIn");
        }
        String name = user.get().displayName();
        if (user.get().hasRole(Role.ADMIN) && user.get().roles().size() == 1) {
            return Texts.text("noAccess.admin", name);
        }
        return Texts.text(user.get().roles().isEmpty() ? "noAccess.noRole" : "noAccess.otherRole", name);
    }

    private Button signOut() {
        var button = new Button(Texts.text("signOut"), click -> authentication.logout());
        button.setTestId("sign-out");
        return button;
    }
}

package dev.lightbox.viewer.config;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Vaadin says by itself: that the session has ended, that the connection broke, that an event handler failed. */
@Component
class VaadinMessages implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(VaadinMessages.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        SystemMessages messages = messages();
        event.getSource().setSystemMessagesProvider(info -> messages);
        event.getSource()
                .addSessionInitListener(session -> session.getSession().setErrorHandler(VaadinMessages::failed));
    }

    /** A click on the message loads the same address again: through the sign-in, and back to the same study. */
    private static SystemMessages messages() {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredCaption("Your session has ended");
        messages.setSessionExpiredMessage("Click here or press ESC to sign in again and return to this page.");
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setInternalErrorCaption("Something went wrong");
        messages.setInternalErrorMessage("Click here or press ESC to load this page again.");
        messages.setCookiesDisabledNotificationEnabled(true);
        messages.setCookiesDisabledCaption("Cookies are switched off");
        messages.setCookiesDisabledMessage(
                "Lightbox needs a cookie for your session. Allow it and load this page again.");
        return messages;
    }

    /** The log has the cause, the user its reference; what they were doing goes on. */
    private static void failed(ErrorEvent event) {
        String reference = References.next();
        log.error("An action failed, reference {}", reference, event.getThrowable());
        UI ui = UI.getCurrent();
        if (ui != null) {
            Notification.show(
                            "This didn't work. Reference for your administrator: " + reference,
                            10_000,
                            Notification.Position.BOTTOM_CENTER)
                    .addThemeVariants(NotificationVariant.LUMO_ERROR);
        }
    }
}

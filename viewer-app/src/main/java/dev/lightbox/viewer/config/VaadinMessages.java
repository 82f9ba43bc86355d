package dev.lightbox.viewer.config;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.lightbox.viewer.language.Language;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Vaadin says by itself: that the session has ended, that the connection broke, that an event handler failed. */
@Component
class VaadinMessages implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(VaadinMessages.class);

    private final transient UserLanguage languages;

    VaadinMessages(UserLanguage languages) {
        this.languages = languages;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setSystemMessagesProvider(info -> messages(texts(info.getRequest(), info.getLocale())));
        event.getSource()
                .addSessionInitListener(session -> session.getSession().setErrorHandler(VaadinMessages::failed));
        event.getSource().addUIInitListener(started -> connectionLost(started.getUI()));
    }

    private Texts texts(@Nullable VaadinRequest request, @Nullable Locale locale) {
        if (request instanceof VaadinServletRequest asked) {
            return languages.texts(asked);
        }
        return Texts.of(Optional.ofNullable(locale).flatMap(Language::of).orElse(Language.ENGLISH));
    }

    private void connectionLost(UI ui) {
        Texts texts = texts(VaadinRequest.getCurrent(), ui.getLocale());
        ui.getReconnectDialogConfiguration().setDialogText(texts.get("vaadin.connection.lost"));
        ui.getReconnectDialogConfiguration().setDialogTextGaveUp(texts.get("vaadin.connection.gaveUp"));
    }

    /** A click on the message loads the same address again: through the sign-in, and back to the same study. */
    private static SystemMessages messages(Texts texts) {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredCaption(texts.get("vaadin.session.ended"));
        messages.setSessionExpiredMessage(texts.get("vaadin.session.ended.text"));
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setInternalErrorCaption(texts.get("error.fault"));
        messages.setInternalErrorMessage(texts.get("vaadin.fault.text"));
        messages.setCookiesDisabledNotificationEnabled(true);
        messages.setCookiesDisabledCaption(texts.get("vaadin.cookies"));
        messages.setCookiesDisabledMessage(texts.get("vaadin.cookies.text"));
        return messages;
    }

    /** The log has the cause, the user its reference; what they were doing goes on. */
    private static void failed(ErrorEvent event) {
        String reference = References.next();
        log.error("An action failed, reference {}", reference, event.getThrowable());
        UI ui = UI.getCurrent();
        if (ui != null) {
            Notification.show(Texts.text("error.action", reference), 10_000, Notification.Position.BOTTOM_CENTER)
                    .addThemeVariants(NotificationVariant.LUMO_ERROR);
        }
    }
}

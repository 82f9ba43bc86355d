package dev.lightbox.viewer.sharing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import dev.lightbox.security.User;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.icons.LineIcon;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.ui.StudyAction;

/** Offers to share a study by a link. */
@org.springframework.stereotype.Component
class ShareAction implements StudyAction {

    private final Shares shares;
    private final StudySharing sharing;

    ShareAction(Shares shares, StudySharing sharing) {
        this.shares = shares;
        this.sharing = sharing;
    }

    @Override
    public boolean isOfferedTo(User user) {
        return shares.mayShare(user);
    }

    @Override
    public Component button(StudySummary study) {
        Button share =
                new Button(LineIcon.SHARE.create(), click -> new ShareDialog(study.studyInstanceUid(), sharing).open());
        share.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_ICON);
        share.setAriaLabel(Texts.text("sharing.share"));
        share.setTooltipText(Texts.text("sharing.share"));
        share.getElement().setAttribute("data-testid", "share");
        return share;
    }
}

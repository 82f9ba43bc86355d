package dev.lightbox.viewer.sharing.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.sharing.NewShare;
import dev.lightbox.security.sharing.ShareTerms;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.security.sharing.SharingProperties;
import dev.lightbox.viewer.icons.LineIcon;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySourceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what a link shall allow, makes it, and tells it and its code once. */
final class ShareDialog extends Dialog {

    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(ShareDialog.class);

    private static final List<Duration> DURATIONS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30),
            Duration.ofDays(90));

    private static final List<Integer> USES = List.of(1, 3, 5, 10, 20, 50, 100);
    private static final int USUAL_USES = 3;

    private final String studyInstanceUid;
    private final transient StudySharing sharing;
    private final TextField recipient = new TextField(Texts.text("sharing.recipient"));
    private final Select<Duration> duration = new Select<>();
    private final Select<Integer> uses = new Select<>();
    private final Checkbox nameHidden = new Checkbox(Texts.text("sharing.nameHidden"));
    private final Checkbox download = new Checkbox(Texts.text("sharing.download"));
    private final Checkbox withCode = new Checkbox(Texts.text("sharing.withCode"));
    private final Paragraph hint = new Paragraph();
    private final Button make = new Button(Texts.text("sharing.make"), click -> make());

    ShareDialog(String studyInstanceUid, StudySharing sharing) {
        this.studyInstanceUid = studyInstanceUid;
        this.sharing = sharing;
        setHeaderTitle(Texts.text("sharing.title"));
        setWidth("min(30rem, 96vw)");
        getElement().setAttribute("data-testid", "share-dialog");
        recipient.setMaxLength(ShareTerms.LONGEST_RECIPIENT);
        recipient.setHelperText(Texts.text("sharing.recipient.hint"));
        recipient.setWidthFull();
        durations(sharing.properties());
        uses(sharing.properties());
        nameHidden.addValueChangeListener(change -> nameHiddenChanged());
        hint.addClassName("share-hint");
        hint.getStyle().set("color", "var(--lumo-secondary-text-color)").set("margin", "0");
        testId(recipient, "share-recipient");
        testId(duration, "share-duration");
        testId(uses, "share-uses");
        testId(nameHidden, "share-name-hidden");
        testId(download, "share-download");
        testId(withCode, "share-with-code");
        testId(make, "share-make");
        nameHiddenChanged();
        VerticalLayout form = new VerticalLayout(recipient, duration, uses, withCode, nameHidden, download, hint);
        form.setPadding(false);
        form.getStyle().set("gap", "var(--lumo-space-s)");
        add(form);
        make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        make.setDisableOnClick(true);
        getFooter().add(new Button(Texts.text("sharing.cancel"), click -> close()), make);
    }

    private void durations(SharingProperties properties) {
        duration.setLabel(Texts.text("sharing.duration"));
        duration.setItems(Stream.concat(DURATIONS.stream(), Stream.of(properties.defaultDuration()))
                .filter(choice -> choice.compareTo(properties.maxDuration()) <= 0)
                .distinct()
                .sorted()
                .toList());
        duration.setItemLabelGenerator(ShareTexts::duration);
        duration.setValue(properties.defaultDuration());
        duration.setWidthFull();
    }

    private void uses(SharingProperties properties) {
        int usual = Math.min(USUAL_USES, properties.maxUses());
        uses.setLabel(Texts.text("sharing.uses"));
        uses.setItems(Stream.concat(USES.stream(), Stream.of(usual, properties.maxUses()))
                .filter(choice -> choice <= properties.maxUses())
                .distinct()
                .sorted()
                .toList());
        uses.setItemLabelGenerator(choice -> Texts.text("sharing.times", choice));
        uses.setValue(usual);
        uses.setWidthFull();
    }

    private void nameHiddenChanged() {
        boolean hidden = nameHidden.getValue();
        if (hidden) {
            download.setValue(false);
        }
        download.setEnabled(!hidden);
        hint.setText(Texts.text(hidden ? "sharing.nameHidden.hint" : "sharing.hint"));
    }

    private void make() {
        try {
            Optional<NewShare> made = sharing.share(
                    studyInstanceUid,
                    new ShareTerms(
                            recipient.getValue(),
                            duration.getValue(),
                            uses.getValue(),
                            nameHidden.getValue(),
                            download.getValue(),
                            withCode.getValue()));
            if (made.isPresent()) {
                tell(made.get());
            } else {
                fail(Texts.text("sharing.notAvailable"));
            }
        } catch (Shares.NotAllowedException e) {
            fail(Texts.text("sharing.refused." + e.reason()));
        } catch (AuditUnavailableException e) {
            log.error("A share can't be recorded", e);
            fail(Texts.text("sharing.notRecorded"));
        } catch (StudySourceException e) {
            log.warn("A study can't be shared: {}", e.getMessage());
            fail(Texts.text("archive.failed"));
        }
    }

    private void fail(String why) {
        make.setEnabled(true);
        hint.setText(why);
        hint.getElement().setAttribute("role", "alert");
        hint.getStyle().set("color", "var(--lumo-error-text-color)");
    }

    private void tell(NewShare made) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Texts.text("sharing.made"));
        VerticalLayout told = new VerticalLayout();
        told.setPadding(false);
        told.add(secret(Texts.text("sharing.link"), sharing.link(made), "share-link"));
        if (!made.code().isEmpty()) {
            told.add(secret(Texts.text("sharing.code"), made.code(), "share-code"));
            told.add(new Paragraph(Texts.text("sharing.code.hint")));
        }
        told.add(new Paragraph(Texts.text(
                "sharing.made.text",
                ShareTexts.time(made.share().expiresAt()),
                made.share().maxUses())));
        Anchor list = new Anchor(SharesView.PATH, Texts.text("sharing.toList"));
        told.add(list);
        add(told);
        Button done = new Button(Texts.text("sharing.done"), click -> close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        testId(done, "share-done");
        getFooter().add(done);
        // What is told once mustn't be lost to a stray click.
        setCloseOnOutsideClick(false);
    }

    private static Component secret(String label, String value, String testId) {
        TextField field = new TextField(label);
        field.setValue(value);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.setWidthFull();
        testId(field, testId);
        Button copy = new Button(LineIcon.COPY.create(), click -> copy(value));
        copy.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        copy.setAriaLabel(Texts.text("sharing.copy"));
        copy.setTooltipText(Texts.text("sharing.copy"));
        testId(copy, testId + "-copy");
        field.setSuffixComponent(copy);
        return field;
    }

    private static void copy(String value) {
        String copied = Texts.text("sharing.copied");
        String failed = Texts.text("sharing.notCopied");
        UI.getCurrent()
                .getPage()
                .executeJs("return navigator.clipboard.writeText($0)", value)
                .then(
                        done -> Notification.show(copied, 3_000, Notification.Position.BOTTOM_CENTER),
                        error -> Notification.show(failed, 8_000, Notification.Position.BOTTOM_CENTER));
    }

    private static void testId(Component component, String id) {
        component.getElement().setAttribute("data-testid", id);
    }
}

package dev.lightbox.viewer.sharing.ui;

import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.security.sharing.Share;
import dev.lightbox.security.sharing.SharedStudy;
import dev.lightbox.viewer.language.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shares in words. Times are in the node's own zone, which is the hospital's. */
final class ShareTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private ShareTexts() {}

    static String duration(Duration duration) {
        if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return Texts.text("sharing.days", duration.toDays());
        }
        return duration.equals(Duration.ofHours(duration.toHours()))
                ? Texts.text("sharing.hours", duration.toHours())
                : Texts.text("sharing.minutes", duration.toMinutes());
    }

    static String time(Instant instant) {
        ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
        return Texts.current().date(local.toLocalDate()) + " " + TIME.format(local);
    }

    static String patient(SharedStudy study) {
        String name = study.patientName().isBlank()
                ? ""
                : PersonName.parse(study.patientName()).display();
        return joined(name, study.patientId());
    }

    static String study(SharedStudy study) {
        return joined(Texts.current().date(study.studyDate()), study.studyDescription());
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
    }

    static String terms(Share share) {
        List<String> terms = new ArrayList<>();
        if (share.nameHidden()) {
            terms.add(Texts.text("sharing.terms.nameHidden"));
        }
        if (share.withCode()) {
            terms.add(Texts.text("sharing.terms.code"));
        }
        if (share.download()) {
            terms.add(Texts.text("sharing.terms.download"));
        }
        return String.join(", ", terms);
    }

    static String state(Share share, Instant now) {
        String key = "sharing.state." + share.state(now);
        return share.revokedAt()
                .map(at -> share.revokedBy().isEmpty()
                        ? Texts.text("sharing.state.account", time(at))
                        : Texts.text("sharing.state.REVOKED", share.revokedBy(), time(at)))
                .orElseGet(() -> Texts.text(key));
    }
}

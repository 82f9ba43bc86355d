package dev.lightbox.viewer.worklist.ui;

import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A study's attributes as the worklist writes them. */
final class StudyTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private StudyTexts() {}

    static String name(String personName) {
        return personName.isBlank() ? "" : PersonName.parse(personName).display();
    }

    static String date(@Nullable LocalDate date) {
        return Texts.current().date(date);
    }

    static String dateTime(StudySummary study) {
        String time = study.studyTime() == null ? "" : " " + study.studyTime().format(TIME);
        return date(study.studyDate()) + time;
    }

    static String sex(StudySummary study) {
        return sex(study.patientSex());
    }

    /** DICOM's letter (PS3.3 C.7.1.1) as this language writes it; others as they are. */
    static String sex(String letter) {
        return switch (letter) {
            case "F", "M", "O" -> Texts.text("sex." + letter);
            default -> letter;
        };
    }

    static String modalities(StudySummary study) {
        return study.modalities().stream().sorted().collect(Collectors.joining(" "));
    }

    static String counts(StudySummary study) {
        return count(study.numberOfSeries()) + " / " + count(study.numberOfInstances());
    }

    private static String count(int number) {
        return number < 0 ? "?" : Integer.toString(number);
    }
}

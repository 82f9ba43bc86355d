package dev.lightbox.viewer.pacs;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.StudyOrigin;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads from a data set where its study comes from. */
public final class StudyOrigins {

    /** Longer texts, and more identifiers, are in no sound file. */
    private static final int MAX_TEXT = 256;

    private static final int MAX_IDS = 32;

    /** What stands for parts of a study of which it couldn't be found out: no rule allows it. */
    public static final StudyOrigin UNKNOWN_PLACE = new StudyOrigin(Set.of(), Set.of(new StudyOrigin.Place("", "")));

    private StudyOrigins() {}

    /** What this header, or answer to a search, says. */
    public static StudyOrigin of(DataSet dataSet) {
        Set<String> ids = new LinkedHashSet<>();
        for (DataSet person : dataSet.items(Tag.ReferringPhysicianIdentificationSequence)) {
            for (DataSet code : person.items(Tag.PersonIdentificationCodeSequence)) {
                String scheme = text(code, Tag.CodingSchemeDesignator);
                String value = text(code, Tag.CodeValue);
                if (value.isEmpty()) {
                    value = text(code, Tag.LongCodeValue);
                }
                if (!scheme.isEmpty() && !value.isEmpty() && ids.size() < MAX_IDS) {
                    ids.add(scheme + ":" + value);
                }
            }
        }
        String institution = text(dataSet, Tag.InstitutionName);
        String department = text(dataSet, Tag.InstitutionalDepartmentName);
        return new StudyOrigin(
                ids,
                institution.isEmpty() && department.isEmpty()
                        ? Set.of()
                        : Set.of(new StudyOrigin.Place(institution, department)));
    }

    private static String text(DataSet dataSet, int tag) {
        String text = dataSet.string(tag).orElse("").strip();
        return text.length() > MAX_TEXT ? "" : text;
    }
}

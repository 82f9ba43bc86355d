package dev.lightbox.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of a study tells where it comes from, beside its summary. Immutable.
 *
 * @param referringPhysicianIds {@code SCHEME:CODE} from the Referring Physician Identification Sequence (0008,0096): Coding Scheme Designator
 *     (0008,0102), a colon, Code Value (0008,0100) or Long Code Value (0008,0119)
 * @param places what its series say of where they were made; those that say nothing are left out
 */
public record StudyOrigin(Set<String> referringPhysicianIds, Set<Place> places) {

    /** Of a study that says nothing. */
    public static final StudyOrigin NONE = new StudyOrigin(Set.of(), Set.of());

    /**
     * Where a series was made.
     *
     * @param institutionName Institution Name (0008,0080); empty where there is none
     * @param departmentName Institutional Department Name (0008,1040); empty where there is none
     */
    public record Place(String institutionName, String departmentName) {}

    public StudyOrigin {
        referringPhysicianIds = Set.copyOf(referringPhysicianIds);
        places = Set.copyOf(places);
    }

    /** What several parts of one study say together. */
    public static StudyOrigin ofAll(Collection<StudyOrigin> parts) {
        Set<String> ids = new LinkedHashSet<>();
        Set<Place> places = new LinkedHashSet<>();
        for (StudyOrigin part : parts) {
            ids.addAll(part.referringPhysicianIds);
            places.addAll(part.places);
        }
        return new StudyOrigin(ids, places);
    }
}

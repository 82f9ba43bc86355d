package dev.lightbox.security;

import dev.lightbox.security.StudyOrigin.Place;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may see which study, by role.
 *
 * <ul>
 *   <li>A <b>radiologist</b> all; where groups are configured, those of which every series that says where it was made was made in an institution or
 *       department that one of the user's groups stands for, and at least one says so.
 *   <li>A <b>referring physician</b> those whose Referring Physician Identification Sequence (0008,0096) holds an identifier of theirs, and those that name them as
 *       Referring Physician (0008,0090), unless the study identifies its referrer in a scheme in which the user has another identifier: that is a namesake.
 *   <li>A <b>guest</b> the study of the link by which they came, as long as {@link StudyGrants} say that it is good.
 *   <li>Anybody else none. A user with both reading roles sees the union.
 * </ul>
 *
 * What {@link StudyGrants} permit comes on top.
 */
public final class RoleBasedStudyAccess implements StudyAccess {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private final List<AccessProperties.Group> groups;
    private final Collection<? extends StudyGrants> grants;

    /** Radiologists view all studies, and nobody views any but by their role. */
    public RoleBasedStudyAccess() {
        this(AccessProperties.DEFAULTS, List.of());
    }

    public RoleBasedStudyAccess(AccessProperties properties, Collection<? extends StudyGrants> grants) {
        groups = properties.groups();
        this.grants = List.copyOf(grants);
    }

    @Override
    public boolean mayView(User user, StudyAttributes study) {
        if (user.guest().isPresent()) {
            return mayVisit(user, user.guest().get(), study);
        }
        return grants.stream().anyMatch(grant -> grant.permitsView(user, study.studyInstanceUid()))
                || reads(user, study)
                || (user.hasRole(Role.REFERRING) && refers(user, study));
    }

    /** Radiologists: a referring doctor reads in the viewer. */
    @Override
    public boolean mayDownload(User user, StudyAttributes study) {
        if (user.guest().isPresent()) {
            GuestPass pass = user.guest().get();
            return pass.mayDownload() && mayVisit(user, pass, study);
        }
        String uid = study.studyInstanceUid();
        return grants.stream().anyMatch(grant -> grant.permitsView(user, uid) && grant.permitsDownload(user, uid))
                || reads(user, study);
    }

    @Override
    public boolean mayShare(User user, StudyAttributes study) {
        return user.guest().isEmpty() && (reads(user, study) || (user.hasRole(Role.REFERRING) && refers(user, study)));
    }

    /** Whatever else a guest had: this study, by a link that is still good. */
    private boolean mayVisit(User user, GuestPass pass, StudyAttributes study) {
        String uid = study.studyInstanceUid();
        return pass.studyInstanceUid().equals(uid) && grants.stream().anyMatch(grant -> grant.permitsView(user, uid));
    }

    private boolean reads(User user, StudyAttributes study) {
        if (!user.hasRole(Role.RADIOLOGIST)) {
            return false;
        }
        if (groups.isEmpty()) {
            return true;
        }
        List<AccessProperties.Group> theirs = groupsOf(user);
        if (theirs.isEmpty()) {
            return false;
        }
        Set<Place> places = study.origin().places();
        return !places.isEmpty()
                && places.stream().allMatch(place -> theirs.stream().anyMatch(group -> standsFor(group, place)));
    }

    private List<AccessProperties.Group> groupsOf(User user) {
        return groups.stream()
                .filter(group -> user.groups().contains(group.path()))
                .toList();
    }

    private static boolean standsFor(AccessProperties.Group group, Place place) {
        return folded(group.institution()).equals(folded(place.institutionName()))
                && (group.department().isBlank() || folded(group.department()).equals(folded(place.departmentName())));
    }

    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace("\0", "");
        return SPACES.matcher(plain)
                .replaceAll(" ")
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean refers(User user, StudyAttributes study) {
        Set<String> theirs = identifiers(user.referringPhysicianIds());
        if (!theirs.isEmpty()) {
            Set<String> told = identifiers(study.origin().referringPhysicianIds());
            if (told.stream().anyMatch(theirs::contains)) {
                return true;
            }
            Set<String> schemes =
                    theirs.stream().map(RoleBasedStudyAccess::scheme).collect(Collectors.toSet());
            if (told.stream().map(RoleBasedStudyAccess::scheme).anyMatch(schemes::contains)) {
                return false;
            }
        }
        Optional<PersonNameKey> referrer = PersonNameKey.of(study.referringPhysicianName());
        return referrer.isPresent()
                && user.referringPhysicianNames().stream()
                        .map(PersonNameKey::of)
                        .anyMatch(referrer::equals);
    }

    /** Those that identify somebody: a scheme and a code, neither with wildcards or several values. */
    private static Set<String> identifiers(Collection<String> texts) {
        Set<String> identifiers = new HashSet<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (colon > 0) {
                String scheme = text.substring(0, colon).strip();
                String code = text.substring(colon + 1).strip();
                if (!scheme.isEmpty()
                        && !code.isEmpty()
                        && text.chars().noneMatch(c -> c < ' ' || "*?\\".indexOf(c) >= 0)) {
                    identifiers.add(scheme + ":" + code);
                }
            }
        }
        return identifiers;
    }

    private static String scheme(String identifier) {
        return identifier.substring(0, identifier.indexOf(':'));
    }

    @Override
    public Scope scope(User user) {
        if (user.guest().isPresent()) {
            return new Scope.None();
        }
        if (user.hasRole(Role.RADIOLOGIST)
                && (groups.isEmpty() || !groupsOf(user).isEmpty())) {
            return new Scope.All();
        }
        if (user.hasRole(Role.REFERRING)) {
            if (!identifiers(user.referringPhysicianIds()).isEmpty()) {
                // A study may be theirs whatever name it has.
                return new Scope.All();
            }
            List<String> names = user.referringPhysicianNames().stream()
                    .filter(name -> PersonNameKey.of(name).isPresent())
                    .distinct()
                    .toList();
            return names.isEmpty() ? new Scope.None() : new Scope.ReferredBy(names);
        }
        return new Scope.None();
    }
}

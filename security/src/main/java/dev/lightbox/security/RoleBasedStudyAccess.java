package dev.lightbox.security;

import java.util.List;
import java.util.Optional;

/**
 * Who may see which study, by role: a radiologist all, a referring physician those that name them as Referring Physician (0008,0090), anybody else
 * none. A user with both reading roles sees the union.
 */
public final class RoleBasedStudyAccess implements StudyAccess {

    @Override
    public boolean mayView(User user, StudyAttributes study) {
        if (user.hasRole(Role.RADIOLOGIST)) {
            return true;
        }
        if (user.hasRole(Role.REFERRING)) {
            return refers(user, study);
        }
        return false;
    }

    /** Radiologists: a referring doctor reads in the viewer. */
    @Override
    public boolean mayDownload(User user, StudyAttributes study) {
        return user.hasRole(Role.RADIOLOGIST) && mayView(user, study);
    }

    private static boolean refers(User user, StudyAttributes study) {
        Optional<PersonNameKey> referrer = PersonNameKey.of(study.referringPhysicianName());
        return referrer.isPresent()
                && user.referringPhysicianNames().stream()
                        .map(PersonNameKey::of)
                        .anyMatch(referrer::equals);
    }

    @Override
    public Scope scope(User user) {
        if (user.hasRole(Role.RADIOLOGIST)) {
            return new Scope.All();
        }
        if (user.hasRole(Role.REFERRING)) {
            List<String> names = user.referringPhysicianNames().stream()
                    .filter(name -> PersonNameKey.of(name).isPresent())
                    .distinct()
                    .toList();
            return names.isEmpty() ? new Scope.None() : new Scope.ReferredBy(names);
        }
        return new Scope.None();
    }
}

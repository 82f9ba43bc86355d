package dev.lightbox.viewer.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.StudyMatcher;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks {@link StudyAccess}, the one that decides, on what the archive says of a study. Where a study comes from is looked up only where a rule needs it; such an answer
 * serves doors for {@value #FRESH_SECONDS} s and lists for {@value #LISTED_MINUTES} minutes. Thread-safe; may block while the archive is asked.
 */
@Component
public class StudyRights {

    /** An opened study asks for dozens of pictures in this time. */
    private static final int FRESH_SECONDS = 10;

    /** Whether a row may be seen; what it leads to is decided on fresh answers. */
    private static final int LISTED_MINUTES = 10;

    private static final int MOST_KEPT = 20_000;

    private final StudySource source;
    private final StudyAccess access;
    private final int maxLookups;
    private final LongSupplier nanoClock;
    private final Cache<String, Told> origins = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofMinutes(LISTED_MINUTES))
            .build();

    private record Told(StudyOrigin origin, long nanos) {}

    @Autowired
    public StudyRights(StudySource source, StudyAccess access, AccessProperties properties) {
        this(source, access, properties, System::nanoTime);
    }

    StudyRights(StudySource source, StudyAccess access, AccessProperties properties, LongSupplier nanoClock) {
        this.source = source;
        this.access = access;
        this.maxLookups = properties.maxLookups();
        this.nanoClock = nanoClock;
    }

    /**
     * Whether {@code user} may see anything of this study.
     *
     * @param study as the archive has just described it
     * @throws dev.lightbox.viewer.pacs.StudySourceException where that needs more of the archive, and it doesn't answer
     */
    public boolean mayView(User user, StudySummary study) {
        return access.mayView(user, attributes(study, () -> fresh(study.studyInstanceUid())));
    }

    /**
     * Whether {@code user}, who is looking at this study, may go on: by what is known of it, so that it can be asked every second; asks the archive where nothing is known any longer.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive would have to be asked, and doesn't answer
     */
    public boolean mayStillView(User user, StudySummary study) {
        return access.mayView(user, attributes(study, () -> known(study.studyInstanceUid())));
    }

    /** Whether {@code user} may take files of this study away; otherwise as {@link #mayView}. */
    public boolean mayDownload(User user, StudySummary study) {
        return access.mayDownload(user, attributes(study, () -> fresh(study.studyInstanceUid())));
    }

    /** Whether {@code user} may save and print pictures of this study; otherwise as {@link #mayView}. */
    public boolean mayExport(User user, StudySummary study) {
        return access.mayExport(user, attributes(study, () -> fresh(study.studyInstanceUid())));
    }

    /** Whether {@code user} may let others see this study; otherwise as {@link #mayView}. */
    public boolean mayShare(User user, StudySummary study) {
        return access.mayShare(user, attributes(study, () -> fresh(study.studyInstanceUid())));
    }

    /** See {@link StudyAccess#scope}. */
    public StudyAccess.Scope scope(User user) {
        return access.scope(user);
    }

    /**
     * Those of a list that a user may view.
     *
     * @param complete false where more studies than configured had to be looked up, so that some may be missing
     */
    public record Viewable(List<StudySummary> studies, boolean complete) {

        public Viewable {
            studies = List.copyOf(studies);
        }
    }

    /**
     * Those of {@code studies} that {@code user} may view, in their order. Where they come from is asked of the archive for at most as many as configured: first those whose
     * referring physician bears one of the user's names, then the newest.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where that needs more of the archive, and it doesn't answer
     */
    public Viewable viewable(User user, List<StudySummary> studies) {
        Map<StudySummary, Boolean> decided = new LinkedHashMap<>();
        List<StudySummary> undecided = new ArrayList<>();
        for (StudySummary study : studies) {
            try {
                decided.put(study, access.mayView(user, attributes(study, () -> listed(study.studyInstanceUid()))));
            } catch (NotKnownYet e) {
                undecided.add(study);
            }
        }
        boolean complete = undecided.size() <= maxLookups;
        if (!undecided.isEmpty()) {
            if (!complete) {
                undecided.sort(byPromise(user));
                undecided = undecided.subList(0, maxLookups);
            }
            lookUp(user, undecided, decided);
        }
        return new Viewable(
                studies.stream()
                        .filter(study -> decided.getOrDefault(study, false))
                        .toList(),
                complete);
    }

    private static Comparator<StudySummary> byPromise(User user) {
        Predicate<StudySummary> theirName = user.referringPhysicianNames().isEmpty()
                ? study -> false
                : StudyMatcher.of(StudyQuery.ANY.withReferredBy(user.referringPhysicianNames()));
        return Comparator.comparing((StudySummary study) -> !theirName.test(study))
                .thenComparing(StudySummary::studyDate, Comparator.nullsLast(Comparator.reverseOrder()));
    }

    /** The archive's adapter bounds how many questions are under way. */
    private void lookUp(User user, List<StudySummary> studies, Map<StudySummary, Boolean> decided) {
        List<Callable<Boolean>> questions = new ArrayList<>();
        for (StudySummary study : studies) {
            questions.add(() -> mayView(user, study));
        }
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = asking.invokeAll(questions);
            for (int i = 0; i < studies.size(); i++) {
                decided.put(studies.get(i), answers.get(i).get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the archive was asked", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        }
    }

    /** @throws NotKnownYet where the archive would have to be asked */
    private StudyOrigin listed(String studyInstanceUid) {
        Told told = origins.getIfPresent(studyInstanceUid);
        if (told == null) {
            throw NotKnownYet.INSTANCE;
        }
        return told.origin;
    }

    private StudyOrigin known(String studyInstanceUid) {
        Told told = origins.getIfPresent(studyInstanceUid);
        return told == null ? fresh(studyInstanceUid) : told.origin;
    }

    private StudyOrigin fresh(String studyInstanceUid) {
        Told told = origins.getIfPresent(studyInstanceUid);
        if (told == null
                || nanoClock.getAsLong() - told.nanos
                        >= Duration.ofSeconds(FRESH_SECONDS).toNanos()) {
            told = new Told(source.origin(studyInstanceUid), nanoClock.getAsLong());
            origins.put(studyInstanceUid, told);
        }
        return told.origin;
    }

    private static StudyAttributes attributes(StudySummary study, Supplier<StudyOrigin> origin) {
        return new Attributes(study, origin);
    }

    /** Asks for the origin once, and only if it is wanted. Used by one thread. */
    private static final class Attributes implements StudyAttributes {

        private final StudySummary study;
        private final Supplier<StudyOrigin> source;
        private @Nullable StudyOrigin origin;

        Attributes(StudySummary study, Supplier<StudyOrigin> source) {
            this.study = study;
            this.source = source;
        }

        @Override
        public String studyInstanceUid() {
            return study.studyInstanceUid();
        }

        @Override
        public String referringPhysicianName() {
            return study.referringPhysicianName();
        }

        @Override
        public StudyOrigin origin() {
            if (origin == null) {
                origin = source.get();
            }
            return Objects.requireNonNull(origin);
        }
    }

    private static final class NotKnownYet extends RuntimeException {

        private static final long serialVersionUID = 1;
        private static final NotKnownYet INSTANCE = new NotKnownYet();

        private NotKnownYet() {
            super("where a study comes from isn't known yet", null, false, false);
        }
    }
}

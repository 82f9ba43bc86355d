package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.security.User;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.presentation.PresentationStates;
import dev.lightbox.viewer.viewing.presentation.SeriesPresentation;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesCatalog;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ProtocolException;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open study, and others of its patient beside it: the viewports of one connection, and the answers to its messages. Messages come one by one; their work goes
 * on in other threads.
 * Access is asked for anew whenever a series is opened, and every second for what is shown, since a stream may stay open for hours.
 */
final class Workspace {

    private static final Logger log = LoggerFactory.getLogger(Workspace.class);

    private static final Message NOT_OPENED =
            Message.of("series.not-opened", "the server couldn't open it. Tell your administrator.");

    private final WorkspaceStudies studies;
    private final SeriesCatalog catalog;
    private final VolumeStore volumes;
    private final PresentationStates states;
    private final ViewportContext context;
    private final Map<Integer, Slot> slots = new HashMap<>();
    private final AtomicBoolean checking = new AtomicBoolean();
    private boolean closed;

    /** A viewport's number with what it has last been asked. */
    private static final class Slot {
        private final Viewport viewport;
        private long lastSequence = -1;
        private int opening;
        private int presenting;
        private @Nullable Hold<LoadedSeries> hold;
        private ClientMessage.@Nullable Show shown;

        Slot(Viewport viewport) {
            this.viewport = viewport;
        }
    }

    Workspace(
            WorkspaceStudies studies,
            PriorStudies priors,
            SeriesCatalog catalog,
            VolumeStore volumes,
            PresentationStates states,
            ViewportContext context) {
        this.studies = studies;
        this.catalog = catalog;
        this.volumes = volumes;
        this.states = states;
        this.context = context;
        ViewableStudy study = studies.opened();
        context.outbox().event(StudyEvents.of(study, studies.mayExport(study), context.aheadBytes()));
        context.callbacks().execute(() -> tellPriors(priors, studies.user(), study));
    }

    /** After the study itself, which needn't wait for them. */
    private void tellPriors(PriorStudies priors, User user, ViewableStudy study) {
        try {
            List<ViewableStudy> others = priors.of(user, study);
            if (!others.isEmpty()) {
                tell(StudyEvents.priors(study, others));
            }
        } catch (StudySourceException e) {
            log.warn("The other studies of an opened study's patient can't be listed: {}", e.kind());
            tell(new ServerEvent.Warning(
                    OptionalInt.empty(),
                    Message.of(
                            "study.no-priors",
                            "The patient's other studies can't be listed: the archive doesn't answer.")));
        }
    }

    /** May block while the archive is asked for the study. */
    private void tellBeside(String studyInstanceUid) {
        ServerEvent event;
        try {
            ViewableStudy other = studies.beside(studyInstanceUid);
            event = StudyEvents.beside(studies.opened(), other, studies.mayExport(other), context.aheadBytes());
        } catch (WorkspaceStudies.RefusedStudyException e) {
            event = StudyEvents.refused(studyInstanceUid, e.refusal());
        } catch (StudySourceException e) {
            log.warn("A study can't be opened beside another: {}", e.kind());
            event = StudyEvents.refused(studyInstanceUid, ServerEvent.BesideRefusal.BUSY);
        }
        tell(event);
    }

    /** May block while the archive is asked for the study, and while it is recorded. */
    private void export(ClientMessage.Export wanted, ClientMessage.@Nullable Show shown) {
        Optional<ServerEvent.ExportRefusal> refusal = Optional.of(ServerEvent.ExportRefusal.NOT_SHOWN);
        try {
            Optional<ViewableStudy> study = shown == null ? Optional.empty() : studyOf(shown);
            if (shown != null && study.isPresent()) {
                refusal = studies.recordExport(study.get(), part(wanted, shown));
            }
        } catch (WorkspaceStudies.RefusedStudyException e) {
            refusal = Optional.of(ServerEvent.ExportRefusal.NOT_ALLOWED);
        } catch (StudySourceException e) {
            log.warn("Nothing is exported: {}", e.kind());
            refusal = Optional.of(ServerEvent.ExportRefusal.NOT_RECORDED);
        }
        tell(new ServerEvent.Exportable(wanted.viewport(), wanted.number(), refusal));
    }

    /** May block while the archive delivers the state. */
    private void present(Slot slot, int presenting, ClientMessage.Present wanted) {
        Optional<LoadedSeries> series = slot.viewport.series();
        if (series.isEmpty() || !isWanted(slot, presenting)) {
            return;
        }
        Optional<PresentationState> state = Optional.empty();
        Optional<SeriesPresentation> presentation = Optional.empty();
        String refusal = "";
        if (wanted.state().isPresent()) {
            try {
                PresentationState read = load(series.get(), wanted.state().get());
                presentation = SeriesPresentation.of(read, series.get());
                state = presentation.map(known -> read);
                refusal = state.isPresent() ? "" : "The presentation state is for none of these pictures.";
            } catch (PictureException e) {
                refusal = "The presentation state can't be applied: " + e.getMessage();
            } catch (StudySourceException e) {
                log.warn("No presentation state: {}", e.kind());
                refusal = "The presentation state can't be applied: the archive didn't deliver it. Choose it again.";
            }
        }
        synchronized (this) {
            if (!closed && isWanted(slot, presenting)) {
                slot.viewport.present(
                        series.get(),
                        state,
                        new ServerEvent.Presented(wanted.viewport(), wanted.sequence(), presentation, refusal));
            }
        }
    }

    private synchronized boolean isWanted(Slot slot, int presenting) {
        return !closed && presenting == slot.presenting;
    }

    private PresentationState load(LoadedSeries series, ClientMessage.StateName name) {
        Optional<ViewableStudy> study = Optional.empty();
        try {
            study = series.studyInstanceUid().equals(studies.opened().studyInstanceUid())
                    ? studies.own()
                    : Optional.of(studies.beside(series.studyInstanceUid()));
        } catch (WorkspaceStudies.RefusedStudyException e) {
            log.info("No presentation state of a study that isn't open to the user any longer");
        }
        // An instance is opened by the access to its study, so its series must be one of that study's.
        if (study.isEmpty() || !study.get().has(name.seriesInstanceUid())) {
            throw new PictureException("it isn't in this study.", "");
        }
        if (study.get().patientHidden()) {
            // Its label, texts and overlays may tell who the patient is, as documents may.
            throw new PictureException("it may tell who the patient is, which is hidden here.", "");
        }
        return states.load(
                new InstanceReference(series.studyInstanceUid(), name.seriesInstanceUid(), name.sopInstanceUid()));
    }

    private static String part(ClientMessage.Export wanted, ClientMessage.Show shown) {
        return wanted.form() + ", series " + shown.seriesInstanceUid()
                + (wanted.slice().isPresent() ? ", picture " + wanted.slice().getAsLong() : ", a plane")
                + (wanted.patientText() ? ", with patient text" : ", without patient text");
    }

    private Optional<ViewableStudy> studyOf(ClientMessage.Show show) throws WorkspaceStudies.RefusedStudyException {
        return show.studyInstanceUid().isPresent()
                ? Optional.of(studies.beside(show.studyInstanceUid().get()))
                : studies.own();
    }

    private synchronized void tell(ServerEvent event) {
        if (!closed) {
            context.outbox().event(event);
        }
    }

    /** @throws ProtocolException where the message isn't allowed now */
    synchronized void receive(ClientMessage message) throws ProtocolException {
        if (closed) {
            return;
        }
        switch (message) {
            case ClientMessage.OpenBeside other ->
                context.callbacks().execute(() -> tellBeside(other.studyInstanceUid()));
            case ClientMessage.Show show -> open(rising(show.viewport(), show.sequence()), show);
            case ClientMessage.PictureRequest request ->
                rising(request.viewport(), request.sequence()).viewport.render(request);
            case ClientMessage.Ahead wanted ->
                rising(wanted.viewport(), wanted.sequence()).viewport.ahead(wanted);
            case ClientMessage.Present wanted -> {
                Slot slot = rising(wanted.viewport(), wanted.sequence());
                int presenting = ++slot.presenting;
                context.callbacks().execute(() -> present(slot, presenting, wanted));
            }
            case ClientMessage.Export wanted -> {
                Slot slot = slots.get(wanted.viewport());
                ClientMessage.Show shown = slot == null ? null : slot.shown;
                context.callbacks().execute(() -> export(wanted, shown));
            }
            case ClientMessage.Probe probe -> {
                Slot slot = slots.get(probe.viewport());
                if (slot != null) {
                    slot.viewport.probe(probe);
                }
            }
            case ClientMessage.Measure measure -> {
                Slot slot = slots.get(measure.viewport());
                if (slot != null) {
                    slot.viewport.measure(measure);
                }
            }
            case ClientMessage.Painted painted -> {
                Slot slot = slots.get(painted.viewport());
                if (slot != null) {
                    slot.viewport.painted(painted.sequence());
                }
            }
            case ClientMessage.Close close -> {
                Slot slot = slots.remove(close.viewport());
                if (slot != null) {
                    close(slot);
                    restBesidePlanes();
                }
            }
        }
    }

    /** While a volume is open, its slices are loaded and nothing else ahead: the user looks at planes. */
    private void restBesidePlanes() {
        boolean planes = slots.values().stream().anyMatch(slot -> slot.shown instanceof ClientMessage.ShowVolume);
        slots.values().forEach(slot -> slot.viewport.rest(planes));
    }

    /** Called every second or so. */
    void tick() {
        List<Slot> all;
        synchronized (this) {
            all = List.copyOf(slots.values());
        }
        all.forEach(slot -> slot.viewport.tick());
    }

    /**
     * Ends the stream where its user may view what it shows no longer. Asked every second; returns at once, the answer comes in another thread.
     *
     * @param present the user as they are now
     * @param anew whether the archive is asked for what that is decided on
     */
    void checkAccess(User present, boolean anew) {
        studies.become(present);
        if (!checking.compareAndSet(false, true)) {
            return;
        }
        context.callbacks().execute(() -> {
            try {
                if (!studies.areStillViewable(anew)) {
                    close();
                    context.outbox().close(StreamClose.STUDY_NOT_AVAILABLE);
                }
            } catch (StudySourceException e) {
                log.debug("Whether a study may still be viewed isn't known: the archive doesn't answer", e);
            } finally {
                checking.set(false);
            }
        });
    }

    /** Takes back all work. */
    synchronized void close() {
        closed = true;
        slots.values().forEach(Workspace::close);
        slots.clear();
    }

    private static void close(Slot slot) {
        slot.opening++;
        slot.viewport.close();
        if (slot.hold != null) {
            slot.hold.release();
        }
    }

    private Slot rising(int number, long sequence) throws ProtocolException {
        Slot slot = slots.computeIfAbsent(number, key -> new Slot(new Viewport(number, context)));
        if (sequence <= slot.lastSequence) {
            throw new ProtocolException("sequence must rise");
        }
        slot.lastSequence = sequence;
        return slot;
    }

    private void open(Slot slot, ClientMessage.Show show) {
        if (slot.hold != null) {
            slot.hold.release();
            slot.hold = null;
        }
        slot.shown = show;
        slot.viewport.awaitContent();
        restBesidePlanes();
        int opening = ++slot.opening;
        context.callbacks().execute(() -> load(slot, opening, show));
    }

    /** May block while the archive is asked for the study. */
    private void load(Slot slot, int opening, ClientMessage.Show show) {
        try {
            Optional<ViewableStudy> study = studyOf(show);
            if (study.isEmpty()) {
                context.outbox().close(StreamClose.STUDY_NOT_AVAILABLE);
                return;
            }
            Hold<LoadedSeries> hold =
                    catalog.request(study.get(), show.seriesInstanceUid(), Priority.INTERACTIVE, context.owner());
            synchronized (this) {
                if (!isAwaited(slot, opening)) {
                    hold.release();
                    return;
                }
                slot.hold = hold;
            }
            hold.result()
                    .whenCompleteAsync((series, failure) -> loaded(slot, opening, show, hold), context.callbacks());
        } catch (WorkspaceStudies.RefusedStudyException e) {
            refuse(slot, opening, show, why(e.refusal()), "");
        } catch (StudySourceException e) {
            refuse(
                    slot,
                    opening,
                    show,
                    Message.of("series.no-answer", "the archive didn't answer. Choose the series again to retry."),
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error("Opening a series failed", e);
            refuse(slot, opening, show, NOT_OPENED, "");
        }
    }

    private static Message why(ServerEvent.BesideRefusal refusal) {
        return switch (refusal) {
            case NOT_AVAILABLE -> Message.of("study.not-available", "its study isn't available.");
            case OTHER_PATIENT -> Message.of("study.other-patient", "its study is of another patient.");
            case TOO_MANY -> Message.of("study.too-many", "too many studies are open. Close some.");
            case BUSY ->
                Message.of("study.busy", "the server can't open its study now. Choose the series again to retry.");
        };
    }

    private void loaded(Slot slot, int opening, ClientMessage.Show show, Hold<LoadedSeries> hold) {
        if (!isAwaited(slot, opening)) {
            // Before a volume's memory is taken, which others may be waiting for.
            return;
        }
        LoadedSeries series;
        try {
            series = hold.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PictureException picture) {
                refuse(slot, opening, show, picture.told(), picture.detail());
            } else {
                log.error("Opening a series failed", e);
                refuse(slot, opening, show, NOT_OPENED, "");
            }
            return;
        }
        if (series.slices().isEmpty()) {
            refuse(
                    slot,
                    opening,
                    show,
                    Message.of("series.empty", "it holds no pictures."),
                    String.join(" ", Message.texts(series.warnings())));
            return;
        }
        switch (show) {
            case ClientMessage.ShowSeries only ->
                show(
                        slot,
                        opening,
                        new SeriesContent(show.viewport(), series, context),
                        new ServerEvent.SeriesShown(show.viewport(), show.sequence(), series));
            case ClientMessage.ShowVolume volume -> openVolume(slot, opening, volume, series);
        }
    }

    /** May take a moment: the volume's memory is reserved. */
    private void openVolume(Slot slot, int opening, ClientMessage.ShowVolume show, LoadedSeries series) {
        try {
            if (show.slice().orElse(1) > series.slices().size()) {
                refuse(
                        slot,
                        opening,
                        show,
                        Message.of(
                                "series.no-such-picture",
                                "it has no picture %d.",
                                show.slice().getAsLong()),
                        "");
                return;
            }
            VolumeContent content = VolumeContent.open(show, series, volumes, context, slot.viewport::renew);
            try {
                show(slot, opening, content, content.event(show.sequence()));
            } catch (RuntimeException | Error e) {
                // Or its volume would be taken for one that is looked at for ever.
                content.close();
                throw e;
            }
        } catch (PictureException e) {
            refuse(slot, opening, show, e.told(), e.detail());
        } catch (RuntimeException | Error e) {
            log.error("Opening a volume failed", e);
            refuse(slot, opening, show, NOT_OPENED, "");
        }
    }

    private synchronized boolean isAwaited(Slot slot, int opening) {
        return !closed && opening == slot.opening;
    }

    private synchronized void show(Slot slot, int opening, Content content, ServerEvent event) {
        if (isAwaited(slot, opening)) {
            slot.viewport.show(content, event);
        } else {
            content.close();
        }
    }

    private void refuse(Slot slot, int opening, ClientMessage.Show show, Message why, @Nullable String detail) {
        if (!isAwaited(slot, opening)) {
            return;
        }
        Message message = show instanceof ClientMessage.ShowVolume
                ? Message.of("failed.volume", "The volume can't be shown: %s", why)
                : Message.of("failed.series", "The series can't be shown: %s", why);
        slot.viewport.refuse(show.sequence(), message, detail == null ? "" : detail);
    }
}

package dev.lightbox.viewer.viewing.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.DecodingProperties;
import dev.lightbox.viewer.viewing.PictureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches presentation states and reads them. Thread-safe. */
@Component
public class PresentationStates {

    private static final Logger log = LoggerFactory.getLogger(PresentationStates.class);

    private final StudySource source;
    private final DecodingProperties decoding;

    public PresentationStates(StudySource source, DecodingProperties decoding) {
        this.source = source;
        this.decoding = decoding;
    }

    /**
     * Blocks while the archive delivers it.
     *
     * @param reference of a study and series that the user may view
     * @throws PictureException where it can't be applied; its message is fit for the user
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't deliver it
     */
    public PresentationState load(InstanceReference reference) {
        try {
            DataSet dataSet = DicomReader.read(
                            source.retrieve(reference), reference.sopInstanceUid(), decoding.readLimits())
                    .dataSet();
            if (!reference.isOf(dataSet)) {
                // Access was granted to one study: what another says must not show under its name.
                throw new PictureException("the archive delivered another object than the one asked for.", "");
            }
            return PresentationState.of(dataSet);
        } catch (DicomException e) {
            log.info("No presentation state: {}: {}", reference.sopInstanceUid(), e.getMessage());
            throw new PictureException("its file is damaged or incomplete.", "", e);
        } catch (PresentationStateException e) {
            log.info("No presentation state: {}: {}", reference.sopInstanceUid(), e.getMessage());
            throw new PictureException(String.valueOf(e.getMessage()), "", e);
        }
    }
}

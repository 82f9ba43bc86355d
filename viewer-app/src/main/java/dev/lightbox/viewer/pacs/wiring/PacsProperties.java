package dev.lightbox.viewer.pacs.wiring;

import dev.lightbox.viewer.pacs.dicomweb.DicomWebProperties;
import dev.lightbox.viewer.pacs.folder.FolderProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the studies are: {@code lightbox.pacs.*}.
 *
 * @param kind {@code folder} (default) or {@code dicomweb}
 * @param folder used with {@code kind=folder}
 * @param dicomweb used with {@code kind=dicomweb}
 */
@ConfigurationProperties("lightbox.pacs")
public record PacsProperties(
        @DefaultValue("folder") Kind kind,
        @DefaultValue FolderProperties folder,
        @DefaultValue DicomWebProperties dicomweb) {

    /** What sort of archive. */
    public enum Kind {
        /** A directory of DICOM files. */
        FOLDER,
        /** A PACS with QIDO-RS and WADO-RS. */
        DICOMWEB
    }
}

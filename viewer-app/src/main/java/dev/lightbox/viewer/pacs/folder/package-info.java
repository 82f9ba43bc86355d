/**
 * The archive as a directory of DICOM files, indexed by header.
 */
@NullMarked
package dev.lightbox.viewer.pacs.folder;

import org.jspecify.annotations.NullMarked;

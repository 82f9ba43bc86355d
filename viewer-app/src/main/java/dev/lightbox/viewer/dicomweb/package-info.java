/** The endpoints of DICOMweb (PS3.18) that this application serves to others. Every answer goes through the same gate as the viewer's pictures. */
@NullMarked
package dev.lightbox.viewer.dicomweb;

import org.jspecify.annotations.NullMarked;

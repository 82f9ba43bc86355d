/**
 * The archive as a DICOMweb server: QIDO-RS to search, WADO-RS to fetch (PS3.18 10.4 and 10.6).
 *
 * <p>Nothing that the server says is trusted: answers are bounded in size and time, searches are filtered again, and what comes back must be what was asked for.
 * {@code HttpExchange} does one request, {@code StudySearch} words a query, {@code MultipartReader} unpacks, {@code DicomWebStudySource} is the adapter.
 */
@NullMarked
package dev.lightbox.viewer.pacs.dicomweb;

import org.jspecify.annotations.NullMarked;
